"""The base of all values that the program is made of."""

from __future__ import annotations

import msgspec


class Frozen(msgspec.Struct, frozen=True, gc=False):
    """A value: frozen, compared and hashed by its fields.

    Structs rather than dataclasses: an archive has millions, and making one costs a tenth, sending
    one to another process a twentieth. The garbage collector need not look for circles among
    them: a value knows only its parts.
    """


class Stored(Frozen, frozen=True, array_like=True, gc=False):
    """A value that builds keep for later ones: as data it is a list, without names of fields."""
