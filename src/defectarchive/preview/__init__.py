"""`serve`: the site in memory, with what is wrong over the page."""
