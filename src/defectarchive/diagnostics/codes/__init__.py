"""The table of codes, by where they come up."""
