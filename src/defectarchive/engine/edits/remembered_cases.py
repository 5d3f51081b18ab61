"""Cases that the last build resolved, remembered by their articles and by what they looked up.

A build for which `few_edits` is not enough gathers all names of the archive, which is quick, and
compares what looking them up gives now. Only cases that looked up what has changed are resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain

from msgspec import field
from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.diagnostics.results import Result
from defectarchive.engine.codec import decoder_of, encode
from defectarchive.engine.digests import digest_of
from defectarchive.engine.store import Changes, Store
from defectarchive.engine.traces import Changed, packed, unpacked
from defectarchive.frozen import Frozen, Stored
from defectarchive.model.archive import Archive
from defectarchive.model.outline import Related
from defectarchive.resolve.cases import Lookup, Mentioned, RecalledCase, ResolvedCase
from defectarchive.trace import number_of

_TABLE = "remembered cases"
_LOOKED_UP = "looked up"  # The name in `meta` of a digest of each thing that was looked up.
_LookedUp = dict[str, dict[str, bytes]]


class _Remembered(Stored, frozen=True):
    """A case but for its event, which is an answer.

    articles: a digest of the file of each, by id. read: numbers of what was looked up. related: as
    stated for this case.
    """

    articles: dict[str, bytes]
    read: bytes
    related: tuple[Related, ...]
    people: tuple[Mentioned, ...]
    diagnostics: tuple[Diagnostic, ...]


_decode = decoder_of(_Remembered)
_decode_looked_up = decoder_of(_LookedUp)


class LastCases(Frozen, frozen=True):
    """The cases of a build, by id, and by table and key a digest of each thing they looked up."""

    cases: Mapping[str, _Remembered] = field(default_factory=dict)
    looked_up: _LookedUp = field(default_factory=dict)

    def without(self, events: Collection[str]) -> LastCases:
        """The same, but these are to be resolved anew."""
        left = {event: case for event, case in self.cases.items() if event not in events}
        return LastCases(left, self.looked_up)


def stored_cases(store: Store | None) -> LastCases:
    """Those of the last build that published its site. Raises StoreError."""
    if store is None:
        return LastCases()
    data = store.meta(_LOOKED_UP)
    if data is None:
        return LastCases()
    looked_up = store.decoded(_decode_looked_up, data)
    cases = {event: store.decoded(_decode, row) for event, row in store.answers(_TABLE)}
    return LastCases(cases, looked_up)


class RememberedCases:
    """Remembers cases from one build to the next.

    `load`: gives those of the last build, once it is known that they may be used. `last`: its
    archive. `digest_of_file`: gives a digest of the file at a path, as it is now, b"" where there
    is none.
    """

    def __init__(
        self,
        load: Callable[[], LastCases],
        last: Archive,
        digest_of_file: Callable[[str], bytes],
    ) -> None:
        self.last = last
        self._load = load
        self._known = LastCases()
        self._digest_of_file = digest_of_file
        self._new: dict[str, _Remembered] = {}
        self._looked_up: _LookedUp = {}
        self._changed = Changed(())

    def open(self, lookups: Mapping[str, Lookup]) -> None:
        """Find out what has changed since the last build."""
        self._known = self._load()
        before = self._known.looked_up
        self._looked_up = {
            table: _digests(lookups[table], asked) for table, asked in before.items()
        }
        self._changed = Changed(
            number_of(table, key)
            for table, asked in before.items()
            for key, digest in asked.items()
            if digest != self._looked_up[table][key]
        )

    def recall(self, event: str, articles: tuple[str, ...]) -> Result[RecalledCase] | None:
        """The case, if nothing that it is made of has changed."""
        known = self._known.cases.get(event)
        if (
            known is None
            or known.articles != self._digests_of(articles)
            or self._changed.touches(known.read)
            or (outline := self.last.outlines.get(event)) is None
        ):
            return None
        self._new[event] = known
        # What the whole archive adds to an event is added anew.
        if outline.split_into:
            outline = replace(outline, related=known.related, split_into=())
            split = self.last.events[event]
            made = replace(split, related=known.related, split_into=(), moved=())
            return ResolvedCase(outline, known.people, made), known.diagnostics
        if outline.related != known.related:
            outline = replace(outline, related=known.related)
        return RecalledCase(outline, known.people), known.diagnostics

    def remember(
        self, articles: tuple[str, ...], read: set[int], made: Result[ResolvedCase]
    ) -> None:
        """Remember a case."""
        case, found = made
        self._new[case.event.id] = _Remembered(
            self._digests_of(articles), packed(sorted(read)), case.event.related, case.people, found
        )

    def close(self, lookups: Mapping[str, Lookup]) -> None:
        """All cases are made: what they have looked up is remembered as well."""
        for table, lookup in lookups.items():
            known = self._looked_up.setdefault(table, {})
            known |= _digests(lookup, lookup.asked - known.keys())

    def cases(self) -> LastCases:
        """What the next build may go by, if this one publishes these cases."""
        # A name that no case asks for any more is not remembered.
        read = {*chain.from_iterable(unpacked(case.read) for case in self._new.values())}
        looked_up = {
            table: {key: asked[key] for key in sorted(asked) if number_of(table, key) in read}
            for table, asked in self._looked_up.items()
        }
        return LastCases(self._new, looked_up)

    def keep(self, changes: Changes) -> None:
        """Note what of these is to be stored."""
        last, now = self._known, self.cases()
        for event in last.cases.keys() - now.cases.keys():
            changes.answers[_TABLE, event] = None
        for event, case in now.cases.items():
            if last.cases.get(event) is not case:
                changes.answers[_TABLE, event] = encode(case)
        if now.looked_up != last.looked_up:
            changes.meta[_LOOKED_UP] = encode(now.looked_up)

    def _digests_of(self, articles: Iterable[str]) -> dict[str, bytes]:
        return {article: self._digest_of_file(f"articles/{article}.md") for article in articles}


def forget_cases(events: Iterable[str], changes: Changes) -> None:
    """Note that these are to be resolved by the next build that needs more than a few answers."""
    for event in events:
        changes.answers[_TABLE, event] = None


def _digests(lookup: Lookup, keys: Iterable[str]) -> dict[str, bytes]:
    return {key: digest_of(encode(lookup.answer(key))) for key in keys}
