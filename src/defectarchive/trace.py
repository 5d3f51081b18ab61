"""Which answers something was made of, so that it is made again when one of them changes.

An answer is the value that some mapping has for a key: the event of an id, the cases of a place.
Whatever makes a page asks mappings alone, and each of these notes in a `Trace` what it was asked.
That there is no such key, and which keys there are, are answers as well.

After: Mokhov, Mitchell, Peyton Jones, *Build Systems à la Carte* (2018), verifying traces.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar
from zlib import crc32

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
S = TypeVar("S")
Numbers = frozenset[int]


def number_of(table: str, key: str) -> int:
    """The number by which a trace knows an answer: CRC-32.

    Two answers that share a number are taken for one: what read one of them is made again when the
    other changes, needlessly but rightly.
    """
    return crc32(_data(key), _base(table))


def _data(key: str) -> bytes:
    try:
        return key.encode()
    except UnicodeEncodeError:  # of a file's name that is no UTF-8
        return key.encode("utf-8", "surrogateescape")


@cache
def _base(table: str) -> int:
    return crc32(f"{table}\0".encode())


class NumbersOf(dict[str, int]):
    """The numbers of a table's answers, by key; each is found when it is first asked for."""

    def __init__(self, table: str) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, key: str) -> int:
        number = self[key] = number_of(self._table, key)
        return number


KEYS, EVERYTHING = "\0keys", "\0everything"
"""In the place of a key: which keys a table has, in order; all that it has."""


class Trace:
    """The numbers of the answers that have been read since `noting` began: `read`."""

    __slots__ = ("read",)

    def __init__(self) -> None:
        self.read: set[int] = set()

    def note(self, number: int) -> None:
        """Note that an answer was read."""
        self.read.add(number)

    def note_all(self, numbers: Iterable[int]) -> None:
        """Note that these were read."""
        self.read.update(numbers)

    @contextmanager
    def noting(self) -> Iterator[set[int]]:
        """The numbers of all answers that are read within the `with` statement."""
        before, self.read = self.read, set()
        try:
            yield self.read
        finally:
            self.read = before

    def memo(self, make: Callable[[K], T], most: int = 0) -> Callable[[K], T]:
        """`make`, each result made once: whoever asks for it has read all that it is made of.

        `most`: how many results are kept, 0 for all.
        """
        made: dict[K, tuple[T, Numbers]] = {}

        def recall(key: K) -> T:
            known = made.get(key)
            if known is None:
                with self.noting() as read:
                    value = make(key)
                if most and len(made) == most:
                    del made[next(iter(made))]
                known = made[key] = (value, frozenset(read))
            self.read |= known[1]
            return known[0]

        return recall


class Recorded(Mapping[str, T]):
    """A mapping that notes what it is asked. `table`: its name, which tells its answers apart."""

    __slots__ = ("_base", "_everything", "_keys", "_trace", "_values", "table")

    def __init__(self, table: str, values: Mapping[str, T], trace: Trace) -> None:
        self.table = table
        # Numbers are found anew each time: those of all answers would fill more memory than these.
        self._base = _base(table)
        self._values = values
        self._trace = trace
        self._keys = number_of(table, KEYS)
        self._everything = number_of(table, EVERYTHING)

    def _note(self, key: str) -> None:
        # Spelled out: it runs half a thousand times for each page.
        self._trace.read.add(crc32(_data(key), self._base))

    def __getitem__(self, key: str) -> T:
        self._note(key)
        return self._values[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._trace.note(self._keys)
        return iter(self._values)

    def __len__(self) -> int:
        self._trace.note(self._keys)
        return len(self._values)

    def values(self) -> Any:
        self._trace.note(self._everything)
        return self._values.values()

    def items(self) -> Any:
        self._trace.note(self._everything)
        return self._values.items()


class LookedUp(Recorded[T]):
    """The same, and it remembers which keys it was asked for."""

    __slots__ = ("_numbers",)

    def __init__(self, table: str, values: Mapping[str, T], trace: Trace) -> None:
        super().__init__(table, values, trace)
        self._numbers = NumbersOf(table)

    def _note(self, key: str) -> None:
        self._trace.note(self._numbers[key])

    @property
    def asked(self) -> AbstractSet[str]:
        """All keys of which the value has been asked, whether or not there are any."""
        return self._numbers.keys()

    def answer(self, key: str) -> T | None:
        """The value of a key, which is noted nowhere."""
        return self._values.get(key)


class Mapped(Mapping[str, T]):
    """Another mapping with each of its values changed when it is asked for, and kept.

    `recall`: gives the changed value of a key.
    """

    __slots__ = ("_of", "_recall")

    def __init__(self, of: Mapping[str, Any], recall: Callable[[str], T]) -> None:
        self._of = of
        self._recall = recall

    def __getitem__(self, key: str) -> T:
        return self._recall(key)

    def __contains__(self, key: object) -> bool:
        return key in self._of

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)
