"""Rules over the archive and the site; each yields diagnostics."""
