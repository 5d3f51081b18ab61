"""What is open about the archive, for editors and readers."""
