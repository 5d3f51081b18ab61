"""What is wrong, where, and what to do; one table of all codes."""
