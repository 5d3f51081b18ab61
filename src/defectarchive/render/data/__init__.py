"""Data files: archive.json, CSV, their schemas."""
