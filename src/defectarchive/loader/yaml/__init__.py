"""Strict YAML: text to nodes with places, nodes to typed fields."""
