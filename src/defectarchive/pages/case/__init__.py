"""The page of a case, how it became known, where its story comes from."""
