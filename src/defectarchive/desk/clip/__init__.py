"""`clip`: from a page to a draft, in which all that is not sure is a comment."""
