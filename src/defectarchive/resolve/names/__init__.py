"""Who and what is meant by a name."""
