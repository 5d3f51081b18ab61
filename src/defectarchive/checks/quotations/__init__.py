"""Whether quotations stand in the kept copies of their articles."""
