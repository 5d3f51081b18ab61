"""The base of all values that the program is made of."""

from __future__ import annotations

from typing import Generic, NoReturn, TypeVar

import msgspec

T = TypeVar("T")


class Frozen(msgspec.Struct, frozen=True, gc=False):
    """A value: frozen, compared and hashed by its fields.

    Structs rather than dataclasses: an archive has millions, and making one costs a tenth, sending
    one to another process a twentieth. The garbage collector need not look for circles among
    them: a value knows only its parts.
    """


class Stored(Frozen, frozen=True, array_like=True, gc=False):
    """A value that builds keep for later ones: as data it is a list, without names of fields."""


class Plain:
    """A frozen value that is no struct, so that encoders ask a hook about it: engine/codec.py.

    Its own `__init__` sets its fields as `object` does.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")


class Shared(Plain, Generic[T]):
    """A value that stands in many places of a greater one, and is written there once.

    Once it was read again, they have it in common. Equal where its value is.
    """

    __slots__ = ("value",)
    value: T

    def __init__(self, value: T) -> None:
        object.__setattr__(self, "value", value)

    def __eq__(self, other: object) -> bool:
        return self.value == other.value if isinstance(other, Shared) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return f"Shared({self.value!r})"

    def __reduce__(self) -> tuple[type[Shared[T]], tuple[T]]:
        return Shared, (self.value,)
