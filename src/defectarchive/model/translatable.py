"""Marks words for translation where they are defined; `Words` and templates translate them."""


def _(message: str) -> str:
    """The message as it is, found by Babel under this name."""
    return message
