"""The page of a person and the web of cases around them."""
