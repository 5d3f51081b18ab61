"""What a build is asked for."""

from __future__ import annotations

from pathlib import Path

from defectarchive.frozen import Frozen
from defectarchive.workspace.pagefind import Pagefind


class BuildOptions(Frozen, frozen=True):
    """What a build is asked for. `templates` None: those that ship; `jobs`: worker processes.

    `search`: with an index of names; `pagefind`: what makes one of all texts, None for none;
    `cards`: the version of what draws cards for sharing, "" for no cards;
    `offline`: to be read from a disk, without a server, where the latter does not work.
    `published`: a copy of the site whose addresses should not be lost, besides that in `output`.
    """

    content: Path
    output: Path
    templates: Path | None = None
    base_url: str = ""
    jobs: int = 1
    scheduler: str = ""
    cache: bool = True
    search: bool = True
    pagefind: Pagefind | None = None
    cards: str = ""
    offline: bool = False
    withheld: tuple[str, ...] = ()
    explain: bool = False
    published: Path | None = None
