"""Routes, views (all that a template may see) and the plan of all pages."""
