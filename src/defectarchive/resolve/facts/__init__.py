"""What is said of one property, and what comes of it."""
