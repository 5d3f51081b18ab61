"""What site.yaml says of the site."""

from __future__ import annotations

from defectarchive.frozen import Frozen
from defectarchive.model.records import TranslationRecord
from defectarchive.model.vocabulary import SHIPPED, Vocabulary


class SiteSettings(Frozen, frozen=True):
    """The settings as they were read, in the first language; defaults where the file has none.

    `base_url` is "" or ends with a slash, and is in ASCII. `languages`: all of them, `language`
    first; () where there is one. `translations`: of the site's own texts.
    """

    title: str = ""
    description: str = ""
    base_url: str = ""
    language: str = "en"
    licence: str = ""
    exit_page: str = ""
    vocabulary: Vocabulary = SHIPPED
    languages: tuple[str, ...] = ()
    translations: tuple[TranslationRecord, ...] = ()


class Deployment(Frozen, frozen=True):
    """Where the site will stand and what it can do there, as the build that makes it decides.

    `base_url`: as in the settings, unless the build was given another. `search`: it has an index of
    names; `fulltext`: one of all texts besides; `offline`: it is read from a disk, where an address
    must name its file. `cards`: the version of what draws cards for sharing, "" for no cards.
    """

    base_url: str = ""
    search: bool = True
    fulltext: bool = False
    offline: bool = False
    cards: str = ""
