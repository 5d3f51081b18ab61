"""Disk and processes: the source tree, the output tree, the swap of the two."""
