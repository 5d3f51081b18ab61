"""Kept copies of articles: fetched, read, stored beside the content, recorded in copies.yaml."""
