"""The vocabulary of the domain: ids, dates, values, records and the resolved archive."""
