"""`takedown`: a person without a name from now on, in every file, and nothing that leads to it."""
