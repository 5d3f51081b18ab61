"""Words of readers: dates and counts, catalogues, editions, order of names."""
