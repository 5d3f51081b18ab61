"""Edits of a few files that leave all names as they were."""
