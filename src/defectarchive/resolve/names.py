"""Who and what is meant: mentions to ids, within one kind of thing.

A mention is looked up as an id, then as an exact spelling, then by its slug as an id; failing
that it may create a thing under that slug.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property

from defectarchive.diagnostics import Diagnostic, Span, error, warning
from defectarchive.frozen import Frozen
from defectarchive.model.ids import ID_LENGTH, Kind, fold_spelling, id_in_words, is_id, slug
from defectarchive.model.records import Ref, Spelling

_PLURALS = {kind: "people" if kind is Kind.PERSON else f"{kind.value}s" for kind in Kind}


class Declared(Frozen, frozen=True):
    """A thing that has a file or a register entry of its own."""

    id: str
    span: Span
    spellings: tuple[Spelling, ...] = ()
    former: tuple[Ref, ...] = ()


class Created(Frozen, frozen=True):
    """A thing that exists because it was mentioned. `name` is None while only ids mention it."""

    id: str
    span: Span
    name: str | None

    @property
    def readable(self) -> str:
        return self.name or id_in_words(self.id)


class Names:
    """What the things of one kind are called. Filled in one pass, then only looked up in."""

    def __init__(self, kind: Kind, declared: Iterable[Declared]) -> None:
        self.kind = kind
        self.diagnostics: list[Diagnostic] = []
        self.declared = {thing.id: thing for thing in declared}
        self.created: dict[str, Created] = {}
        self.former: dict[str, str] = {}
        self._holders: dict[str, tuple[str, Span]] = {}
        for thing in self.declared.values():
            for spelling in thing.spellings:
                self._hold(thing.id, spelling)
        for thing in self.declared.values():
            for old in thing.former:
                self._retire(thing.id, old)

    def _hold(self, holder: str, spelling: Spelling) -> None:
        first, where = self._holders.setdefault(
            fold_spelling(spelling.text), (holder, spelling.span)
        )
        if first != holder:
            self.diagnostics.append(
                error(
                    "ambiguous-spelling",
                    spelling.span,
                    f'"{spelling.text}" is a spelling of two {_PLURALS[self.kind]}: '
                    f"{first} ({where.path}:{where.line}) and {holder}",
                    "keep it with one of them; the other can be told apart by an added word",
                )
            )

    def withdraw(self, ids: Collection[str]) -> None:
        """Forget declared things: they were looked at for conflicts, but do not exist."""
        for identifier in ids:
            del self.declared[identifier]
        self.former = {old: now for old, now in self.former.items() if now not in ids}

    def _retire(self, current: str, old: Ref) -> None:
        if old.text == current:
            message = f'"{current}" is listed as a former id of itself'
            self.diagnostics.append(error("reused-id", old.span, message, "take it out"))
            return
        holder = self.former.setdefault(old.text, current)
        if old.text in self.declared:
            taken = self.declared[old.text].span
            self.diagnostics.append(
                error(
                    "reused-id",
                    old.span,
                    f'"{old.text}" is a former id of {current}, '
                    f"but {taken.path} uses it again for another {self.kind.value}",
                    f"if the two are one, move what {taken.path} says and delete it there; "
                    "an id is never reused: give another one an id of its own",
                )
            )
        elif holder != current:
            self.diagnostics.append(
                error(
                    "reused-id",
                    old.span,
                    f'"{old.text}" is a former id of both {holder} and {current}',
                    "an old address can lead to one page only: keep it with one of them",
                )
            )

    @property
    def _home(self) -> str:
        return "its file" if self.kind is Kind.PERSON else f"{_PLURALS[self.kind]}.yaml"

    def is_on_file(self, text: str) -> bool:
        """Whether it is an id or a spelling of something declared."""
        return text in self.declared or fold_spelling(text) in self._holders

    def find(self, text: str) -> str | None:
        """The id of the thing that the mention means, or None."""
        if text in self.declared or text in self.created:
            return text
        if text in self.former:
            return self.former[text]
        held = self._holders.get(fold_spelling(text))
        if held is not None:
            return held[0]
        identifier = slug(text)
        if identifier in self.declared or identifier in self.created:
            return identifier
        return self.former.get(identifier)

    def find_or_create(self, ref: Ref) -> str | None:
        """The id of the thing that the mention means; None, and an error, where it gives no id."""
        identifier = self.create(ref)
        self.call(ref)
        return identifier

    def create(self, ref: Ref) -> str | None:
        """The same, but what is created has no name yet."""
        identifier = self.find(ref.text) or self._new_id(ref)
        if identifier is not None and identifier not in self.declared:
            self.created.setdefault(identifier, Created(identifier, ref.span, None))
        return identifier

    def call(self, ref: Ref) -> None:
        """Name what was created: by the first mention that is not an id."""
        known = self.created.get(self.find(ref.text) or "")
        if known is not None and known.name is None and not is_id(ref.text):
            self.created[known.id] = Created(known.id, known.span, fold_spelling(ref.text))

    def _new_id(self, ref: Ref) -> str | None:
        identifier = slug(ref.text)
        if not identifier:
            self.diagnostics.append(
                error(
                    "empty-slug",
                    ref.span,
                    f'no id can be made of "{ref.text}": nothing of it is a letter or a digit',
                    f"write an id here, and give the {self.kind.value} this name in {self._home}",
                )
            )
            return None
        if len(identifier) > ID_LENGTH:
            self.diagnostics.append(
                error(
                    "long-name",
                    ref.span,
                    f"the id that this name gives has {len(identifier)} characters; "
                    f"at most {ID_LENGTH} can stand in an address",
                    f"write a short id here, and give the {self.kind.value} this name "
                    f"in {self._home}",
                )
            )
            return None
        return identifier

    @cached_property
    def _near(self) -> Nearest:
        """Made once everything is named."""
        created = (thing.readable for thing in self.created.values())
        return Nearest([*self._holders, *self.declared, *created])

    def nearest(self, text: str) -> str | None:
        """The known id or spelling that is near enough to be a slip for `text`, else None."""
        return self._near.to(text, but_not={text})

    def warnings(self, home: str) -> list[Diagnostic]:
        """A warning for each created thing, naming the nearest known spelling.

        `home` says where such a thing is declared, with {id} for its id.
        """
        return [self._created_warning(thing, home) for thing in self.created.values()]

    def _created_warning(self, thing: Created, home: str) -> Diagnostic:
        nearest = self._near.to(thing.readable, but_not={thing.readable, thing.id})
        hint = f"if this is right, declare it in {home.format(id=thing.id)}"
        if nearest is not None:
            holder = self._holders.get(nearest)
            of = f" ({holder[0]})" if holder is not None and holder[0] != nearest else ""
            hint = f'did you mean "{nearest}"{of}? {hint}'
        return warning(
            f"created-{self.kind.value}",
            thing.span,
            f'no {self.kind.value} is known as "{thing.name or thing.id}": created {thing.id}',
            hint,
        )


class Nearest:
    """Finds the known spelling nearest to a word, among very many, by shared trigrams."""

    _COMMON = 400  # a trigram in more spellings than this tells too little

    def __init__(self, spellings: Iterable[str]) -> None:
        self._spellings = sorted(set(spellings))
        self._index: dict[str, list[int]] = {}
        for number, spelling in enumerate(self._spellings):
            for gram in _trigrams(spelling):
                self._index.setdefault(gram, []).append(number)

    def to(self, word: str, but_not: set[str]) -> str | None:
        """The nearest spelling that is near enough to be a slip for `word`, else None."""
        shared: Counter[int] = Counter()
        for gram in _trigrams(word):
            numbers = self._index.get(gram, ())
            if len(numbers) <= self._COMMON:
                shared.update(numbers)
        best, best_ratio = None, 0.6
        for number, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:12]:
            spelling = self._spellings[number]
            if spelling in but_not:
                continue
            ratio = difflib.SequenceMatcher(None, word.casefold(), spelling.casefold()).ratio()
            if ratio > best_ratio:
                best, best_ratio = spelling, ratio
        return best


def _trigrams(text: str) -> set[str]:
    padded = f"  {text.casefold()} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
