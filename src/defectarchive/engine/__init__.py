"""What is not done twice, and who shares in the work."""
