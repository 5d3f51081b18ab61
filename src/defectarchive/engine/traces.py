"""What a build leaves for the next one: what it was made from, and what came of what."""

from __future__ import annotations

import msgspec

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.frozen import Frozen
from defectarchive.workspace.manifest import FileDigest
from defectarchive.workspace.source_tree import InputState


class SiteCounts(Frozen, frozen=True):
    """How much of what there is in a site, for the summary of a build."""

    articles: int
    events: int
    people: int
    pages: int


class LastInputs(Frozen, frozen=True):
    """What the last build was made from, and what it came to.

    `key` is a digest over the templates and options, `names` one over all names that were withheld,
    `content` what tells of a change in the content without reading it. The site has `size` files
    besides its manifest, whose SHA-256 is `manifest`.
    """

    key: bytes
    names: bytes
    content: InputState
    diagnostics: tuple[Diagnostic, ...]
    counts: SiteCounts
    manifest: str
    size: int


class PageTrace(Frozen, frozen=True, array_like=True):
    """One page as rendered: digest of its view, SHA-256 in hex and size of its bytes.

    `fields`: a checksum for each field of the view, to tell why a page was made anew.
    """

    key: bytes
    digest: str
    size: int
    fields: tuple[int, ...]


class PartTrace(Frozen, frozen=True, array_like=True):
    """The files of a part of the plan: paths, and a digest over all paths and sums.

    `listed`: pages that stand in the sitemap.
    """

    listed: tuple[str, ...]
    others: tuple[str, ...]
    sums: bytes


class TextTrace(Frozen, frozen=True, array_like=True):
    """A page in the index of all texts: SHA-256 in hex of its bytes, and a digest of its text."""

    page: str
    text: bytes


class TextsTrace(Frozen, frozen=True):
    """The index of all texts: a digest over what it was made of, its pages and files by path."""

    key: bytes
    pages: dict[str, TextTrace]
    files: dict[str, FileDigest]


Readings = dict[bytes, msgspec.Raw]


Pages = dict[str, PageTrace]


class BuildTraces(Frozen, frozen=True):
    """What was made: pages by path, and parts by a digest of all that they depend on."""

    pages: Pages = msgspec.field(default_factory=dict)
    parts: dict[bytes, PartTrace] = msgspec.field(default_factory=dict)
