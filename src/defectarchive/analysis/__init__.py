"""What follows from the archive: order, history, who stands where."""
