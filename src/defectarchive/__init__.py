"""A static-site generator for evidence-based news archives."""

__version__ = "0.1.0"
