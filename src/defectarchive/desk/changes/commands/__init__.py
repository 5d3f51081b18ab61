"""What each command has the files become."""
