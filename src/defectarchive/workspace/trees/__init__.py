"""The trees of an output folder, the published one and the spare one: what is in them."""
