"""The pages of years, and what was known at the end of each."""
