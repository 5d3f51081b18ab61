"""What the preview shows at a moment, for the threads that serve it and wait for it to change."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import asdict, replace

from defectarchive.frozen import Frozen
from defectarchive.preview.page_sources import PageSources, no_sources
from defectarchive.preview.places import SourceFault, SourcePlace
from defectarchive.preview.site import Site

# An overlay with thousands of mistakes helps nobody; the terminal has them all.
_MOST_FAULTS = 50


class Shown(Frozen, frozen=True):
    """The site as last built with its warnings, and what is wrong with the sources since.

    `serial` counts every change of this, `version` names the site: pages of another version
    are out of date. `site` is None until there has been one. `sources`: gives those of a page.
    """

    serial: int
    version: str
    site: Site | None = None
    faults: Sequence[SourceFault] = ()
    warnings: Sequence[SourceFault] = ()
    sources: Callable[[str], PageSources] = no_sources
    ended: bool = False

    def message(self, page: str = "/") -> str:
        """What the script in the page of this path is told, as JSON."""
        told = {"faults": _told(self.faults), "warnings": _told(self.warnings)}
        of_page = self.sources(page)
        sources = {
            "files": [asdict(place) for place in of_page.files],
            "quotations": _told(of_page.quotations),
            "drafts": _told(of_page.drafts),
        }
        return json.dumps({"version": self.version, **told, "page": sources})


def _told(things: Sequence[SourceFault] | Sequence[SourcePlace]) -> dict[str, object]:
    """The first of these, and how many more there are."""
    first = [asdict(thing) for thing in things[:_MOST_FAULTS]]
    return {"first": first, "more": len(things) - len(first)}


@dataclass(slots=True)
class PreviewState:
    """The window in which the builder puts a site and through which browsers look at it."""

    # Pages that are open in a browser are out of date when the server starts anew.
    _run: str = field(default_factory=lambda: secrets.token_hex(4))
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _shown: Shown = field(init=False)

    def __post_init__(self) -> None:
        self._shown = Shown(0, f"{self._run}-0")

    def now(self) -> Shown:
        """What is shown at this moment."""
        return self._shown

    def show(
        self,
        site: Site,
        warnings: Sequence[SourceFault] = (),
        sources: Callable[[str], PageSources] = no_sources,
    ) -> tuple[int, int]:
        """Show a site without faults; how many files differ from the one before, how many are gone.

        Where none does, pages that are open stay as they are; their `sources` may have other lines.
        """
        told = tuple(warnings)
        with self._changed:
            before = self._shown
            differing = site.differing(before.site or Site())
            shown = replace(before, site=site, faults=(), warnings=told, sources=sources)
            if before.site is None or any(differing):
                self._set(replace(shown, version=f"{self._run}-{before.serial + 1}"))
            elif before.faults or before.warnings != told or before.sources != sources:
                self._set(shown)
            else:
                # Its other files may be others all the same.
                self._shown = shown
        return differing

    def complain(self, faults: Sequence[SourceFault]) -> None:
        """Say what is wrong; the site stays as it was."""
        with self._changed:
            if tuple(faults) != self._shown.faults:
                self._set(replace(self._shown, faults=tuple(faults)))

    def end(self) -> None:
        """Let go of whoever waits."""
        with self._changed:
            self._set(replace(self._shown, ended=True))

    def wait(self, serial: int, seconds: float) -> Shown:
        """What is shown once it is no longer the one of this serial, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.serial != serial, seconds)
            return self._shown

    def _set(self, shown: Shown) -> None:
        self._shown = replace(shown, serial=self._shown.serial + 1)
        self._changed.notify_all()
