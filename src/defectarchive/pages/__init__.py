"""Which pages there are and what each shows: the archive to views."""
