"""Files to records: text to typed values, each with its place."""
