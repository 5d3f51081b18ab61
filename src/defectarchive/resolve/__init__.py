"""Records to the archive: references become ids, claims get standings."""
