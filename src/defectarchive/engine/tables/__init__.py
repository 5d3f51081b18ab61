"""Tables of answers, stored one by one or in buckets, and all of them together."""
