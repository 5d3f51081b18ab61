"""What a build stores for the next one: digests of its inputs, and of what was made from them."""

from __future__ import annotations

import msgspec

from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.frozen import Frozen
from defectarchive.workspace.manifest import FileDigest
from defectarchive.workspace.source_tree import InputState


class SiteCounts(Frozen, frozen=True):
    """How many articles, events, people and pages a site has, for the summary of a build."""

    articles: int
    events: int
    people: int
    pages: int


class LastInputs(Frozen, frozen=True):
    """The inputs and the result of the last build.

    `key`: a digest of templates and options. `names`: a digest of all withheld names. `content`:
    the state of the content's files, by which a change is seen without reading them. `size`: how
    many files the site has besides its manifest. `manifest`: the manifest's SHA-256 in hex.
    """

    key: bytes
    names: bytes
    content: InputState
    diagnostics: tuple[Diagnostic, ...]
    counts: SiteCounts
    manifest: str
    size: int


class PageTrace(Frozen, frozen=True, array_like=True):
    """One rendered page. `key`: a digest of its inputs (view, templates, withheld names).

    `digest` and `size` of its bytes: SHA-256 in hex, and their number. `fields`: a checksum of each
    field of the view, to say why a page is rendered again.
    """

    key: bytes
    digest: str
    size: int
    fields: tuple[int, ...]


class PartTrace(Frozen, frozen=True, array_like=True):
    """The files of one part of the plan. `listed`: paths of its pages that are in the sitemap.

    `others`: paths of all its other files. `sums`: a digest of the paths and digests of both.
    """

    listed: tuple[str, ...]
    others: tuple[str, ...]
    sums: bytes


class TextTrace(Frozen, frozen=True, array_like=True):
    """A page in the full-text index: SHA-256 of its bytes in hex, and a digest of its text."""

    page: str
    text: bytes


class TextsTrace(Frozen, frozen=True):
    """The full-text index. `key`: a digest of its inputs; its pages and its files, by path."""

    key: bytes
    pages: dict[str, TextTrace]
    files: dict[str, FileDigest]


Readings = dict[bytes, msgspec.Raw]
Pages = dict[str, PageTrace]


class BuildTraces(Frozen, frozen=True):
    """What a build made: pages by path, and parts of the plan by a digest of their inputs."""

    pages: Pages = msgspec.field(default_factory=dict)
    parts: dict[bytes, PartTrace] = msgspec.field(default_factory=dict)
