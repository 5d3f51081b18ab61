"""Small typed readers of YAML nodes.

A reader returns the value, or None after it has reported to `Found` what is wrong. `Fields`
reads a mapping key by key with such readers, so that one run finds every mistake of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext
from typing import TypeVar
from urllib.parse import urlsplit

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, did_you_mean, error, quoted
from defectarchive.diagnostics.similar_words import LONGEST
from defectarchive.loader.source_file import (
    INVISIBLE,
    character_reference,
    name_character,
    references,
)
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import Node, Scalar, Sequence
from defectarchive.loader.yaml.quoting import in_quotes
from defectarchive.model.ids import ID_LENGTH, is_id, slug
from defectarchive.model.language_codes import LANGUAGES
from defectarchive.model.records import Ref, Spelling

T = TypeVar("T")
Reader = Callable[[Node, Found], T | None]


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


# A message repeats no longer text.
_SHORT = 100


class Fields:
    """A mapping read key by key. `owner` is what it describes: "an article", "a claim"."""

    def __init__(
        self,
        mapping: nodes.Mapping,
        owner: str,
        known: Collection[str],
        found: Found,
        start: Span | None = None,
    ) -> None:
        self._entries = dict(mapping.entries)
        self._owner = owner
        self.found = found
        self.span = start or mapping.span
        for key, entry in mapping.entries.items():
            if key not in known:
                self._unknown(key, entry, known, in_braces=mapping.flow)

    def _unknown(
        self, key: str, entry: nodes.MappingEntry, known: Collection[str], *, in_braces: bool
    ) -> None:
        message = f"{self._owner} has no key {quoted(key)}"
        if in_braces and _is_null(entry.value) and (cut := self._cut_by_commas(key)):
            before, parts = cut
            if len(parts) == 2 and all(part.isdecimal() for part in parts):
                hint = f"decimals stand behind a point: {before}: {'.'.join(parts)}"
            else:
                text = in_quotes(", ".join(parts))
                hint = f"a comma ends a value in {{…}}: quote it, {before}: {text}"
        else:
            hint = self.found.suggestion(key, known)
            if len(self._entries) == 1 and isinstance(entry.value, Scalar) and not in_braces:
                text = in_quotes(f"{key}: {entry.value.text}")
                if self._owner == "a claim" and len(text) <= _SHORT:
                    hint += f"; a text with a colon in it is quoted: {text}"
            if (meant := self.found.meant(key, known)) is not None:
                # Read it as the key that was meant: its value is checked, and not called missing.
                self._entries.setdefault(meant, entry)
        self.found.error("unknown-key", entry.key_span, message, hint)

    def _cut_by_commas(self, last: str) -> tuple[str, list[str]] | None:
        """The key whose unquoted value YAML cut at commas into empty keys, and all its parts."""
        before, said = "", []
        for key, entry in self._entries.items():
            if not _is_null(entry.value):
                before, said = key, [entry.value.text] if isinstance(entry.value, Scalar) else []
            elif said:
                said.append(key)
            if key == last:
                break
        return (before, said) if len(said) > 1 else None

    def has(self, key: str) -> bool:
        """Whether the key stands there with some value."""
        return self.node(key) is not None

    def empty(self, key: str) -> bool:
        """Whether the key stands there with nothing after it."""
        return key in self._entries and not self.has(key)

    def node(self, key: str) -> Node | None:
        """The value's node; None where the key is missing or empty."""
        entry = self._entries.get(key)
        return None if entry is None or _is_null(entry.value) else entry.value

    def key_span(self, key: str) -> Span:
        """The place of the key, or of the whole mapping where it is missing."""
        entry = self._entries.get(key)
        return self.span if entry is None else entry.key_span

    def optional(self, key: str, reader: Reader[T], default: T) -> T:
        """The value, or the default where there is none or it is wrong."""
        node = self.node(key)
        if node is None:
            return default
        value = reader(node, self.found)
        return default if value is None else value

    def maybe(self, key: str, reader: Reader[T]) -> T | None:
        """The value, or None where there is none or it is wrong."""
        node = self.node(key)
        return None if node is None else reader(node, self.found)

    def required(self, key: str, reader: Reader[T]) -> T | None:
        """The value; None, and an error, where there is none."""
        node = self.required_node(key)
        return None if node is None else reader(node, self.found)

    def required_node(self, key: str) -> Node | None:
        """The value's node; None, and an error, where there is none."""
        node = self.node(key)
        if node is None:
            self.missing(key)
        return node

    def missing(self, key: str, hint: str = "") -> None:
        """Say that the key is needed."""
        if key in self._entries:
            message = f"`{key}` is empty, and {self._owner} needs it"
            hint = hint or "write the value after the colon"
        else:
            message = f"{self._owner} needs `{key}`"
            hint = hint or f"add `{key}: …`"
        self.found.error("missing-field", self.key_span(key), message, hint)


def mapping(
    node: Node, found: Found, hint: str = "each line is a key, a colon, a space and the value"
) -> nodes.Mapping | None:
    """The node if it is a mapping, else an error; scalar text replaces the first … of `hint`."""
    if isinstance(node, nodes.Mapping):
        return node
    if isinstance(node, Scalar) and not node.is_null:
        hint = hint.replace("…", node.text[:LONGEST], 1)
    found.wrong_type(node, "a mapping of `key: value`", hint)
    return None


def entry(
    owner: str, keys: Collection[str], hint: str
) -> Callable[[Callable[[Fields], T | None]], Reader[T]]:
    """Decorator: makes a function of `Fields` a reader of nodes.

    `owner` and `keys` go to `Fields`, `hint` to `mapping`.
    """

    def reader(make: Callable[[Fields], T | None]) -> Reader[T]:
        def read(node: Node, found: Found) -> T | None:
            keyed = mapping(node, found, hint)
            return None if keyed is None else make(Fields(keyed, owner, keys, found))

        return read

    return reader


def word(node: Node, found: Found) -> str | None:
    """The scalar's text, stripped, whatever its YAML type; an error if it is empty."""
    scalar = _scalar(node, found)
    return None if scalar is None else scalar.text.strip()


def text(node: Node, found: Found) -> str | None:
    """Text or a number as written, stripped; an error if it is empty or a plain true or false."""
    scalar = _text(node, found)
    return None if scalar is None else scalar.text.strip()


def spelling(node: Node, found: Found) -> Spelling | None:
    """A name with its place."""
    scalar = _text(node, found)
    return None if scalar is None else Spelling(scalar.text.strip(), scalar.span)


def ref(node: Node, found: Found) -> Ref | None:
    """A mention of some thing by id or name."""
    scalar = _text(node, found)
    return None if scalar is None else Ref(scalar.text.strip(), scalar.span)


def id_ref(node: Node, found: Found) -> Ref | None:
    """A mention that must be an id."""
    mention = ref(node, found)
    if mention is not None and not is_id(mention.text):
        found.add(bad_id(mention.text, mention.span, "write "))
        return None
    return mention


def bad_id(word: str, span: Span, remedy: str, ending: str = "") -> Diagnostic:
    """An error that a word is no id; the hint is `remedy`, the nearest id and `ending`."""
    message = f"{quoted(word)} is no id: ids are a–z, 0–9 and hyphens, "
    message += f"beginning with a letter or digit, at most {ID_LENGTH}"
    proposal = slug(word)[:ID_LENGTH].strip("-")
    hint = f"{remedy}{proposal}{ending}" if proposal else "make one of such letters and digits"
    return error("bad-id", span, message, hint)


def boolean(node: Node, found: Found) -> bool | None:
    """`true` or `false`, unquoted."""
    if isinstance(node, Scalar):
        if isinstance(node.value, bool):
            return node.value
        meant = _TRUTH.get(node.text.strip().casefold())
        found.wrong_type(node, "true or false", f"write {meant or 'true or false'}")
        return None
    found.wrong_type(node, "true or false", "write true or false")
    return None


_TRUTH = dict.fromkeys(("yes", "y", "on", "1", "true", "ja", "да"), "true")
_TRUTH |= dict.fromkeys(("no", "n", "off", "0", "false", "nei", "нет"), "false")


def integer(node: Node, found: Found) -> int | None:
    """A whole number."""
    if isinstance(node, Scalar) and type(node.value) is int:
        return node.value
    found.wrong_type(node, "a whole number", "write it in digits and without quotes, as 3")
    return None


def number_between(low: float, high: float) -> Reader[float]:
    """A reader of numbers from `low` to `high`."""

    def read(node: Node, found: Found) -> float | None:
        value = node.value if isinstance(node, Scalar) else None
        if not isinstance(value, int | float) or isinstance(value, bool):
            hint = "write it with a point and without quotes, as 69.66"
            found.wrong_type(node, "a number", hint)
            return None
        if not low <= value <= high:
            message = f"this number must be between {low:g} and {high:g}"
            hint = "latitude goes from -90 to 90, longitude from -180 to 180"
            found.error("out-of-range", node.span, message, hint)
            return None
        return float(value)

    return read


def listed(reader: Reader[T], wanted: str = "a list") -> Reader[tuple[T, ...]]:
    """A reader of lists; items that `reader` cannot read are reported and left out."""

    def read(node: Node, found: Found) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            found.wrong_type(node, wanted, "begin each item in a line of its own with `- `")
            return None
        return items(node, reader, found)

    return read


def items(node: Sequence, reader: Reader[T], found: Found) -> tuple[T, ...]:
    """The items of a list that `reader` can read."""
    with found.in_brackets() if node.flow else nullcontext():
        values = [reader(item, found) for item in node.items]
    return tuple(value for value in values if value is not None)


def url(node: Node, found: Found) -> str | None:
    """A web address."""
    address = word(node, found)
    if address is None:
        return None
    # A zero-width space is an error anywhere, which the reader of YAML has reported.
    address = address.replace("\u200b", "")
    if fault := url_fault(address):
        message = f"this is no web address: {fault}"
        found.error("bad-url", node.span, message, _url_hint(address))
        return None
    return address


_NOT_IN_URL = re.compile(rf"""[\s\x00-\x20\x7f<>"\\^`{{|}}]|{INVISIBLE.pattern}""")


def url_fault(address: str) -> str:
    """Why a text is no http(s) URL, "" where it is one."""
    if not re.match("https?://", address, re.IGNORECASE):
        return "it does not begin with https:// or http://"
    if match := _NOT_IN_URL.search(address):
        character = match.group()
        plain = character == " " or character.isprintable()
        name = character if plain else name_character(character)
        return f"{'a space' if character == ' ' else name} may not stand in it"
    try:
        parts = urlsplit(address)
        host = parts.hostname
        _ = parts.port
    except ValueError as fault:
        return str(fault)
    return "" if host else "it names no host"


def _url_hint(address: str) -> str:
    for proposal in (f"https://{address}", address.replace(" ", "%20")):
        if len(address) <= LONGEST and "." in address and not url_fault(proposal):
            return f'did you mean "{proposal}"?'
    return "copy it whole from the browser"


# RFC 5646, section 2.1, but for language subtags of four to eight letters: none is registered,
# and an editor who writes one means the name of a language.
_LANGUAGE_TAG = re.compile(
    r"""(?: [a-z]{2,3} (?:-[a-z]{3}){0,3}                       # language, extended
        (?: -[a-z]{4} )?                                        # script
        (?: -(?:[a-z]{2}|[0-9]{3}) )?                           # region
        (?: -(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}) )*              # variants
        (?: -[0-9a-wy-z](?:-[a-z0-9]{2,8})+ )*                  # extensions
        (?: -x(?:-[a-z0-9]{1,8})+ )?                            # private use
      | x(?:-[a-z0-9]{1,8})+ | i-[a-z]{3,8} )""",
    re.IGNORECASE | re.VERBOSE,
)
_LANGUAGES: Mapping[str, str] = {
    "english": "en",
    "norwegian": "nb",
    "norsk": "nb",
    "bokmål": "nb",
    "nynorsk": "nn",
    "russian": "ru",
    "ukrainian": "uk",
    "german": "de",
    "french": "fr",
    "swedish": "sv",
    "danish": "da",
    "finnish": "fi",
    "polish": "pl",
    "estonian": "et",
    "latvian": "lv",
    "lithuanian": "lt",
    "spanish": "es",
}


def language(node: Node, found: Found) -> str | None:
    """A well-formed language tag (BCP 47), as written."""
    tag = word(node, found)
    if tag is None or _LANGUAGE_TAG.fullmatch(tag):
        return tag
    known = _LANGUAGES.get(tag.casefold())
    if known is None and _LANGUAGE_TAG.fullmatch(tag.replace("_", "-")):
        known = tag.replace("_", "-")
    hint = f'did you mean "{known}"?' if known else "write a code such as en, nb, ru or pt-BR"
    message = f"{quoted(tag)} is no language code (BCP 47)"
    found.error("bad-language", node.span, message, hint)
    return None


def looks_multilingual(node: nodes.Mapping, languages: Collection[str]) -> bool:
    """Whether a mapping gives one text in several languages: `{en: …, nb: …}`."""
    keys = node.entries
    return (
        bool(keys)
        and all(isinstance(entry.value, Scalar) for entry in keys.values())
        and (
            any(key in languages for key in keys)
            or all(key.partition("-")[0] in LANGUAGES for key in keys)
        )
    )


def language_hint(tag: str, languages: Collection[str]) -> str:
    """What to do about a language that the archive does not have."""
    if near := did_you_mean(tag, languages):
        return near
    if tag.partition("-")[0] not in LANGUAGES:
        return "languages stand alone; of a claim, they are its value: {value: {en: …}}"
    return f"to add it, write languages: [{', '.join([*(languages or '…'), tag])}] into site.yaml"


def _scalar(node: Node, found: Found) -> Scalar | None:
    if not isinstance(node, Scalar):
        hint = "write it in the line of its key"
        if isinstance(node, nodes.Mapping) and looks_multilingual(node, ()):
            hint = "several languages take `languages: […]` in site.yaml, and a text of the "
            hint += "archive's own: no headline, no wording, no person's name"
        elif node.flow:
            hint = "text that begins with [ or { must be quoted"
        found.wrong_type(node, "text", hint)
        return None
    if node.is_null or not node.text.strip():
        hint = "write it, or delete the line"
        found.error("empty-value", node.span, "there is nothing here", hint)
        return None
    if "&" in node.text:
        for match in references(node.text):
            found.add(character_reference(match[0], node.part(*match.span())))
    return node


_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")


def _text(node: Node, found: Found) -> Scalar | None:
    scalar = _scalar(node, found)
    if scalar is not None and (link := _LINK.search(scalar.text)):
        message = "this is shown as it is written: links stand in bodies only"
        hint = "write the words alone, and link them in the text below the front matter"
        found.warning("link-as-text", scalar.part(*link.span()), message, hint)
    if scalar is not None and isinstance(scalar.value, bool):
        found.wrong_type(scalar, "text", f'to mean the word itself, quote it: "{scalar.text}"')
        return None
    return scalar
