"""Bodies: Markdown to safe HTML, within limits."""
