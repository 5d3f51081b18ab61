"""Drawings: what stands where, in whole numbers and without a font."""
