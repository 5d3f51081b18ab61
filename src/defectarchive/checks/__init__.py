"""Rules over the resolved archive; each yields diagnostics."""
