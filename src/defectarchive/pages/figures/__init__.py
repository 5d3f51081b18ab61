"""Figures: where everything stands in a drawing. No templates, no SVG but paths; no randomness."""
