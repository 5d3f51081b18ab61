"""What several kinds of file have in common: claims, values, corrections, doubts."""
