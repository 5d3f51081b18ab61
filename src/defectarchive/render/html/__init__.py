"""Templates to HTML."""
