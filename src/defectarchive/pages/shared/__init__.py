"""What pages have in common: addresses, lists, facts, citations."""
