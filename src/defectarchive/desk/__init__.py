"""Files for editors to start from."""
