"""The editor's own pages, corrections, and the guide for readers."""
