"""Files for editors to start from, and commands that edit what they have written."""
