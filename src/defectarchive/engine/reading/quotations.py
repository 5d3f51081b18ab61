"""Which quotations were found in which copies: looked up again only where one of the two is new."""

from __future__ import annotations

from defectarchive.checks.quotations.compare import Passages
from defectarchive.engine.codec import decoder_of, encode
from defectarchive.engine.store import Changes, Store

_TABLE = "quotations"
_decode = decoder_of(Passages)


class QuotationMemo:
    """What was found, by digests: of an earlier build, and so far.

    Of copies it has only what pages show, which is what the marks in wordings stand for.
    """

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._found: dict[str, Passages] = {}

    def get(self, key: str) -> Passages | None:
        if key not in self._found and self._store is not None:
            data = self._store.answer(_TABLE, key)
            if data is not None:
                self._found[key] = self._store.decoded(_decode, data)
        return self._found.get(key)

    def put(self, key: str, passages: Passages) -> None:
        self._found[key] = passages

    def keep(self, changes: Changes, *, anew: bool) -> None:
        """Note what is to be stored: what was asked for, and nothing else.

        `anew`: nothing that is stored stays.
        """
        stored = {} if self._store is None or anew else self._store.digests(_TABLE)
        for key in stored.keys() - self._found.keys():
            changes.answers[_TABLE, key] = None
        for key in self._found.keys() - stored.keys():
            changes.answers[_TABLE, key] = encode(self._found[key])
