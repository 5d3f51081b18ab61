"""The page to search on, the rows that it finds, the texts that it looks through."""
