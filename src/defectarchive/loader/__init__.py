"""Files → records: front matter with positions, typed fields, Markdown bodies."""
