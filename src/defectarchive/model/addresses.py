"""Addresses in the letters that machines take: IDNA and percent-encoding (RFC 3986, RFC 5890).

And such that lead to words: https://wicg.github.io/scroll-to-text-fragment/.
"""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import quote, urlsplit, urlunsplit

_LONGEST_LABEL = 63
# What may stand in a path as it is, besides letters and digits of ASCII; and what is encoded.
_IN_PATHS = "/%:@!$&'()*+,;=~-._"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Full stops of other scripts part the labels of a name as well (UTS 46).
_STOPS = re.compile("[\u3002\uff0e\uff61]")

# What an editor has put in, or left out, in square brackets; or left out with dots alone.
_NOT_OF_THE_ARTICLE = re.compile(r"\[[^\]]*\]|…|\.\.\.")
# Of a longer wording its beginning and end are named: so many words of each.
_WORDS = 3
# Signs that mean something in such a link or in an address; letters of any script may stand in one.
_SIGNS = re.compile(r"[\x00-\x20%&,#\"<>`^{}|\\\[\]\x7f-\xa0-]")


def path_key(path: str) -> str:
    """The form in which paths are compared: some servers and disks tell neither case nor NFC."""
    if path.isascii():
        return path.lower()
    return normalize("NFC", normalize("NFC", path).casefold())


def in_ascii(address: str) -> str:
    """The same web address in ASCII. Raises ValueError for a host that cannot be one."""
    if address.isascii() and not _BARE_PERCENT.search(address):
        return address
    parts = urlsplit(address)
    user, at, place = parts.netloc.rpartition("@")
    host, colon, port = place.partition(":")
    netloc = f"{_quoted(user)}{at}{_host(host)}{colon}{port}"
    return urlunsplit(parts._replace(netloc=netloc, path=_quoted(parts.path)))


def _quoted(text: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", text), safe=_IN_PATHS)


def _host(name: str) -> str:
    if name.isascii():
        return name
    # As browsers have it (UTS 46, nontransitional): ß and ς stay letters of their own.
    plain = _STOPS.sub(".", normalize("NFC", normalize("NFKC", name).lower()))
    return ".".join(map(_label, plain.split(".")))


def _label(label: str) -> str:
    encoded = label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
    if not all(ch.isalnum() or ch in "-_" or ord(ch) > 0x2FF for ch in label):
        raise ValueError("its host has a character that no host may have")
    if len(encoded) > _LONGEST_LABEL:
        raise ValueError(f"a part of its host has more than {_LONGEST_LABEL} letters")
    return encoded


def text_fragment(wording: str) -> str:
    """What an address takes at its end to lead to a wording: "#:~:text=he%20crossed"; "" for none.

    What stands in brackets is not in the article, so that only the words around it are named.
    """
    parts = [part.split() for part in _NOT_OF_THE_ARTICLE.split(wording)]
    # One word alone may stand anywhere.
    runs = [part for part in parts if len(part) > 1]
    if not runs:
        return ""
    first, last = runs[0], runs[-1]
    if first is last and len(first) <= 2 * _WORDS:
        return f"#:~:text={_in_fragment(first)}"
    return f"#:~:text={_in_fragment(first[:_WORDS])},{_in_fragment(last[-_WORDS:])}"


def _in_fragment(words: list[str]) -> str:
    return _SIGNS.sub(lambda sign: "".join(f"%{b:02X}" for b in sign[0].encode()), " ".join(words))
