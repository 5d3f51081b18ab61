"""Commands that change files of the content: what they write, and why that is safe."""
