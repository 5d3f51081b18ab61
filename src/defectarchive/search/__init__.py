"""The index of the search: words made alike, and files by their beginnings."""
