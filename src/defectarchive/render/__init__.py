"""Views to bytes: HTML, feeds, data files."""
