"""Every value of a closed set has words of its own on pages, and any other value is an error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from defectarchive.analysis.history import Effect
from defectarchive.checks.open_questions.rules import RULES
from defectarchive.model.archive import Rule, Standing
from defectarchive.model.ids import Kind
from defectarchive.model.outline import Involvement
from defectarchive.model.values import Stance
from defectarchive.pages.shared.grouping import CERTAIN, OPEN, POSSIBLE, UNDATED
from defectarchive.pages.shared.planned import PlannedPage
from defectarchive.render.html.renderer import Renderer, RenderError
from defectarchive.views.about import DataFile, DataPage
from defectarchive.views.evidence import RelayNode
from defectarchive.views.history_rows import ChangeItem, ChangeLine, ChangeRun, ClaimVoice
from defectarchive.views.page import Page
from defectarchive.views.rows import Caution, Group, Link, SiteView, SupportView
from defectarchive.workspace.templates import read_templates

NONSENSE = "nonsense"
SITE = SiteView("T", "", "en", "", "", (), "0", sitemap=False)

STANCES = tuple(stance.value for stance in Stance)
WARY = tuple(stance.value for stance in Stance if stance.affirms and not stance.outright)
# Each rule has the name of its question.
QUESTIONS = tuple(rule.__name__.replace("_", "-") for rule in RULES)
# No enum has these: views say them.
SECTIONS = (
    *("home", "cases", "people", "years", "timeline", "map", "articles", "outlets"),
    *("organisations", "places", "types", "search", "open-questions", "corrections", "data"),
)
KINDS = ("person", "group", "case", "tally", "place", "organisation", "outlet", "type", "article")
FACETS = (
    *("kind", "type", "year", "until", "place", "country", "role", "outlet", "status"),
    "language",
)
LISTS = (
    *(
        "tallies",
        "unnamed",
        "wide",
        "undated",
        "shared",
        "quoted",
        "within",
        "claimed",
        "also",
        "history",
    ),
    *("differing", "unreported"),
)
OWN_LISTS = (
    *("cases", "people", "named", "articles", "reports", "sources", "places", "years"),
    *("names", "corrections"),
)


class Shown(Page, frozen=True):
    """A page that shows one value in the words of a macro."""

    value: Any


@dataclass(frozen=True)
class Words:
    """A macro with the values that it tells apart, those that are said like another, and unsaid."""

    call: str
    values: tuple[Any, ...]
    alike: tuple[Any, ...] = ()
    unsaid: tuple[Any, ...] = ()
    file: str = "words"
    nonsense: Any = NONSENSE


SUPPORT = SupportView(1, 1, 1, (), unnamed=False, agreeing=0)
VOICE = ClaimVoice("denies", "", "")
ITEM = ChangeItem("count", "#c1", False, (VOICE,), "34", "35", None, "Post", "#c2")  # noqa: FBT003
LINE = ChangeLine(NONSENSE, (ChangeRun(None, (ITEM,)),), 0, "Post", several=False, own=False)
NODE = RelayNode(
    *(0, 0, 0, "", (Link("Post", ""),), NONSENSE), ring=False, articles=1, first="", updated=0,
    retracted=0, ways=(), ways_left=0,
)  # fmt: skip


def lines(*effects: str) -> tuple[ChangeLine, ...]:
    return tuple(replace(LINE, effect=effect) for effect in effects)


def nodes(*kinds: str) -> tuple[RelayNode, ...]:
    return tuple(replace(NODE, kind=kind) for kind in kinds)


MACROS = {
    "stance": Words('stance(value, "")', STANCES),
    "stance of somebody": Words('stance(value, "Ada")', STANCES),
    "caution": Words(
        "caution(value)",
        tuple(Caution(stance, "", "") for stance in WARY),
        nonsense=Caution(NONSENSE, "", ""),
    ),
    "standing": Words("standing(value)", tuple(standing.value for standing in Standing)),
    "rule": Words(
        "rule(value)",
        tuple(r.value for r in Rule if r not in (Rule.ONLY_VALUE, Rule.FILE_ORDER)),
        alike=(Rule.FILE_ORDER.value,),
        unsaid=(Rule.ONLY_VALUE.value,),
    ),
    "part": Words(
        "part_of(value)",
        tuple(part.value for part in Involvement if part is not Involvement.HAS),
        unsaid=(Involvement.HAS.value,),
    ),
    "voice": Words(
        "support(value)",
        tuple(replace(SUPPORT, voice=kind.value) for kind in (Kind.PERSON, Kind.ORGANISATION)),
        nonsense=replace(SUPPORT, voice=NONSENSE),
    ),
    "group": Words(
        "group(value)",
        (
            *(key.group for key in (UNDATED, OPEN, CERTAIN, POSSIBLE)),
            *(Group(kind, "") for kind in ("other", "number", *QUESTIONS)),
            *(Group(kind, f"a {kind}") for kind in ("letter", "decade", "year", "month")),
        ),
        nonsense=Group(NONSENSE, ""),
    ),
    "question": Words("question(value)", QUESTIONS),
    "why a question matters": Words("question_note(value)", QUESTIONS),
    "kind of thing": Words("kind(value)", KINDS),
    "facet": Words("facet(value)", FACETS),
    "section": Words("section_name(value)", SECTIONS),
    "list": Words("list_name(value)", LISTS, alike=QUESTIONS, unsaid=OWN_LISTS),
    "effect": Words(
        'line(value, "")',
        lines(
            "moved", "further", "perhaps", *(e.value for e in Effect if e is not Effect.DECLINED)
        ),
        alike=lines(Effect.DECLINED.value),
        file="history",
        nonsense=LINE,
    ),
    "mark of an outlet": Words(
        "mark(value)",
        nodes("origin", "possible", "relay", "silent"),
        alike=nodes("unnamed", "fallen"),
        file="relays",
        nonsense=NODE,
    ),
    "sentence of an outlet": Words(
        'sentence(value, "")',
        nodes("origin", "possible", "relay", "silent", "fallen"),
        alike=nodes("unnamed"),
        file="relays",
        nonsense=NODE,
    ),
}
RENDERER = Renderer(
    {
        **read_templates(None).sources,
        **{
            name: f'{{% import "parts/{words.file}.html" as macros %}}{{{{ macros.{words.call} }}}}'
            for name, words in MACROS.items()
        },
    }
)


def said(name: str, value: object) -> str:
    view = Shown(SITE, "", "", "page", "", "", value)
    return " ".join(RENDERER.render(PlannedPage("index.html", name, view)).decode().split())


@pytest.mark.parametrize("name", MACROS)
def test_every_value_has_words_of_its_own(name: str) -> None:
    words = MACROS[name]
    found = [said(name, value) for value in words.values]
    assert all(found)
    assert len(found) == len(set(found))
    assert all(said(name, value) for value in words.alike)
    assert not any(said(name, value) for value in words.unsaid)


@pytest.mark.parametrize("name", MACROS)
def test_a_value_without_words_is_an_error_that_names_it(name: str) -> None:
    with pytest.raises(RenderError, match=NONSENSE) as caught:
        said(name, MACROS[name].nonsense)
    assert caught.value.template.startswith("parts/")


def test_the_error_says_of_what_there_are_no_words() -> None:
    with pytest.raises(RenderError) as caught:
        said("standing", NONSENSE)
    assert caught.value.message == "there are no words for the standing 'nonsense'"


@pytest.mark.parametrize(
    ("file", "feed"), [("events.xlsx", "cases"), ("other.csv", "cases"), ("events.csv", "votes")]
)
def test_a_file_or_feed_of_which_the_data_page_knows_nothing_is_an_error(
    file: str, feed: str
) -> None:
    files = (DataFile(file, f"data/{file}", 1, 1),)
    view = DataPage(SITE, "", "data/", "data", "", "", files, (Link(feed, ""),))
    with pytest.raises(RenderError, match=r"xlsx|other\.csv|votes"):
        RENDERER.render(PlannedPage("data/index.html", "pages/data.html", view))
