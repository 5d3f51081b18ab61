"""Cases that the last build resolved, remembered by their articles and by what they looked up.

A build for which `few_edits` is not enough gathers all names of the archive, which is quick, and
compares what looking them up gives now. Only cases that looked up what has changed are resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.diagnostics.results import Result
from defectarchive.engine.answers import Answers
from defectarchive.engine.codec import decoder_of, encode
from defectarchive.engine.digests import digest_of
from defectarchive.engine.store import Changes, Store
from defectarchive.engine.traces import Changed, packed, unpacked
from defectarchive.frozen import Stored
from defectarchive.model.archive import Event, Related
from defectarchive.resolve.cases import Lookup, Mentioned, ResolvedCase
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


_decode = decoder_of(_Remembered).decode
_decode_looked_up = decoder_of(_LookedUp).decode


class RememberedCases:
    """Remembers cases from one build to the next, in the store.

    `digest_of_file`: gives a digest of the file at a path, as it is now. `events`: of the last
    build.
    """

    def __init__(self, store: Store | None, digest_of_file: Callable[[str], bytes]) -> None:
        self._store = store
        self._digest_of_file = digest_of_file
        self.events: Answers[Event] = Answers("events", Event, store)
        self._known: dict[str, _Remembered] = {}
        self._new: dict[str, _Remembered] = {}
        self._looked_up: _LookedUp = {}
        self._looked_up_before: _LookedUp = {}
        self._changed = Changed(())

    def open(self, lookups: Mapping[str, Lookup]) -> None:
        """Find out what has changed since the last build."""
        store = self._store
        if store is None:
            return
        data = store.meta(_LOOKED_UP)
        before = {} if data is None else store.decoded(_decode_looked_up, data)
        self._known = {event: store.decoded(_decode, row) for event, row in store.answers(_TABLE)}
        self._looked_up_before = before
        self._looked_up = {
            table: _digests(lookups[table], asked) for table, asked in before.items()
        }
        self._changed = Changed(
            number_of(table, key)
            for table, asked in before.items()
            for key, digest in asked.items()
            if digest != self._looked_up[table][key]
        )

    def recall(self, event: str, articles: tuple[str, ...]) -> Result[ResolvedCase] | None:
        """The case, if nothing that it is made of has changed."""
        known = self._known.get(event)
        if (
            known is None
            or known.articles != self._digests_of(articles)
            or self._changed.touches(known.read)
        ):
            return None
        self._new[event] = known
        stored = self.events[event]
        # What the whole archive adds to an event is added anew.
        if stored.related != known.related or stored.split_into:
            stored = replace(stored, related=known.related, split_into=(), moved=())
        return ResolvedCase(stored, known.people), known.diagnostics

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

    def keep(self, changes: Changes) -> None:
        """Note what is to be stored, of a build that publishes these cases."""
        for event in self._known.keys() - self._new.keys():
            changes.answers[_TABLE, event] = None
        for event, case in self._new.items():
            if self._known.get(event) is not case:
                changes.answers[_TABLE, event] = encode(case)
        # A name that no case asks for any more is not stored.
        read = {*chain.from_iterable(unpacked(c.read) for c in self._new.values())}
        looked_up = {
            table: {key: asked[key] for key in sorted(asked) if number_of(table, key) in read}
            for table, asked in self._looked_up.items()
        }
        if looked_up != self._looked_up_before:
            changes.meta[_LOOKED_UP] = encode(looked_up)

    def _digests_of(self, articles: Iterable[str]) -> dict[str, bytes]:
        return {article: self._digest_of_file(f"articles/{article}.md") for article in articles}


def forget_cases(events: Iterable[str], changes: Changes) -> None:
    """Note that these are to be resolved by the next build that needs more than a few answers."""
    for event in events:
        changes.answers[_TABLE, event] = None


def _digests(lookup: Lookup, keys: Iterable[str]) -> dict[str, bytes]:
    return {key: digest_of(encode(lookup.answer(key))) for key in keys}
