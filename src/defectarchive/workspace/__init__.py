"""Effects: the source tree, the output tree, the cache."""
