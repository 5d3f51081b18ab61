"""Addresses of a published site that the next one would not have: somebody may have cited them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, warning
from defectarchive.loader.layout import SITE_FILE
from defectarchive.loader.site_yaml import RESERVED
from defectarchive.model.language_codes import LANGUAGES
from defectarchive.resolve.names.entity_names import NO_LONGER_TOLD

# What has a file or an entry of its own; other pages come and go with what is on them.
_OF_THINGS = re.compile(r"(articles|cases|organisations|outlets|people|places)/([^/]+)/index\.html")
_OWN_PAGE = re.compile(r"([^/]+)/index\.html")
_HOMES = {
    "articles": "the file in articles/ that it is now",
    "cases": "events/{id}.md of the case that it is now",
    "organisations": "its entry in organisations.yaml",
    "outlets": "its entry in outlets.yaml",
    "people": "people/{id}.md of whoever it is now",
    "places": "its entry in places.yaml",
}


def lost_addresses(before: Iterable[str], now: Collection[str]) -> list[str]:
    """Which paths of files, of those with an address to keep, are no more; sorted."""
    return sorted(path for path in set(before).difference(now) if _is_kept(path))


def _is_kept(path: str) -> bool:
    if _OF_THINGS.fullmatch(path):
        return True
    own = _OWN_PAGE.fullmatch(path)
    return own is not None and own[1] not in RESERVED and own[1] not in LANGUAGES


def address_warnings(lost: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each of these paths: nothing leads on from where it was."""
    for path in lost:
        address = f"/{path.removesuffix('index.html')}"
        of_thing = _OF_THINGS.fullmatch(path)
        if of_thing:
            home = _HOMES[of_thing[1]].format(id="…")
            hint = (
                f"if it has a new id, write `former_ids: [{of_thing[2]}]` into {home}; "
                "if it turned out to be another, `merged_from`"
            )
        else:
            hint = (
                f"if it has a new id, write `former_ids: [{_name(path)}]` into its file in pages/"
            )
        yield warning(
            "address-lost",
            Span(SITE_FILE, 1),
            f"{address} was published, and nothing is there any more",
            hint,
        )


def _name(path: str) -> str:
    return path.removesuffix("/index.html")


def told_as_gone(
    diagnostics: Iterable[Diagnostic], published: Collection[str]
) -> Iterator[Diagnostic]:
    """The diagnostics; one about a reference to what the published site still has says so.

    `published`: the paths of its files.
    """
    for diagnostic in diagnostics:
        about = diagnostic.about
        gone = next(
            (
                f"/{folder}/{about}/"
                for folder in _HOMES
                if f"{folder}/{about}/index.html" in published
            ),
            "",
        )
        # What is withheld is not in the message, and must not get there.
        if about and gone and about in diagnostic.message:
            message = f"no article speaks of {about} any more; the published site has {gone}"
            yield replace(diagnostic, message=message, hint=NO_LONGER_TOLD)
        else:
            yield diagnostic
