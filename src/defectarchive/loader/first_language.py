"""Texts given per language, `title: {en: …, nb: …}`: reduced to the archive's first language.

Afterwards each text is a plain scalar, as in an archive of one language, so readers need not know
of languages. The other languages become `TranslationRecord`s, found again by key and original text:
a text that occurs in several places needs only one translation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import quoted
from defectarchive.diagnostics.results import Result
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import language_hint, looks_multilingual, text
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import MappingEntry, Node, Scalar
from defectarchive.model.ids import fold_spelling
from defectarchive.model.records import TranslationRecord

Keys = Mapping[str, str]
"""The keys whose text may be given per language, each with the `id` of its translations."""


def in_first_language(
    mapping: nodes.Mapping, languages: Sequence[str], keys: Keys
) -> Result[tuple[nodes.Mapping, tuple[TranslationRecord, ...]]]:
    """The mapping with every text in `languages[0]`, and the translations that were taken out.

    Without languages, the mapping is returned unchanged.
    """
    if not languages:
        return (mapping, ()), ()
    picker = _Picker(languages, keys)
    chosen = picker.choose(mapping)
    return (chosen, tuple(picker.translations)), picker.found.diagnostics


class _Picker:
    def __init__(self, languages: Sequence[str], keys: Keys) -> None:
        self.languages, self.keys = languages, keys
        self.translations: list[TranslationRecord] = []
        self.found = Found()

    def choose(self, mapping: nodes.Mapping, key: str = "") -> nodes.Mapping:
        """The mapping in one language. `key`: the translation id of a text under `value`, or ""."""
        entries = {name: self._entry(entry, key) for name, entry in mapping.entries.items()}
        return replace(mapping, entries=entries)

    def _entry(self, entry: MappingEntry, key: str) -> MappingEntry:
        # In a claim, the text under `value` belongs to the property that the claim stands under.
        inner = key if entry.key == "value" else self.keys.get(entry.key, "")
        return replace(entry, value=self._node(entry.value, inner))

    def _node(self, node: Node, key: str) -> Node:
        match node:
            case Scalar():
                return node
            case nodes.Sequence():
                return replace(node, items=tuple(self._node(item, key) for item in node.items))
            case _:
                if key and looks_multilingual(node, self.languages):
                    return self._first(node, key)
                return self.choose(node, key)

    def _first(self, node: nodes.Mapping, key: str) -> Node:
        said: dict[str, str] = {}
        for tag, entry in node.entries.items():
            if tag not in self.languages:
                hint = language_hint(tag, self.languages)
                message = f"{quoted(tag)} is no language of this archive"
                self.found.error("unknown-language", entry.key_span, message, hint)
            elif words := text(entry.value, self.found):
                said[tag] = words
        first = self.languages[0]
        if first not in node.entries:
            message = f"the text is not given in {first}, the archive's first language"
            self.found.error("missing-language", node.span, message, f"add {first}: …")
        elif first in said:
            words = fold_spelling(said[first])
            self.translations += (
                TranslationRecord(key, node.entries[tag].value.span, words, tag, said[tag])
                for tag in said
                if tag != first
            )
            return node.entries[first].value
        # Stands in for the missing text, so that the rest of the file can be checked; the error
        # keeps it from being published.
        return Scalar(next(iter(said.values()), "?"), node.span, plain=False)
