"""The pages of places and the map."""
