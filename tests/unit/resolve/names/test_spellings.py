"""What names are written like: how they find things, and how every form of them is kept."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.archives import Outcome, article, make, plan_site

from defectarchive.model.archive import NameForm
from defectarchive.model.site_settings import SiteSettings
from defectarchive.pages.shared.planned import chunks_of
from defectarchive.render.data.tables import people_csv
from defectarchive.views.places import PlacePage
from defectarchive.views.sources import OrganisationPage, OutletPage


def one(entry: str, files: Mapping[str, str] | None = None, **more: str) -> Outcome:
    return make({"articles/a.md": article(f"- event: x\n{entry}", **more), **(files or {})})


def forms(found: Outcome, person: str) -> dict[str, tuple[str, ...]]:
    return {usage.text: usage.articles for usage in found.person(person).spellings}


# --- marks that differ from newsroom to newsroom -------------------------------------------------


@pytest.mark.parametrize("apostrophe", "'’‘ʼ´")
def test_an_outlet_is_found_whichever_apostrophe_is_written(apostrophe: str) -> None:
    found = make(
        {
            "outlets.yaml": 'lex: {name: "L\'Exemple"}\necho: {name: Echo}',
            "articles/a.md": article("- event: x\n  count: 2", outlet="lex"),
            "articles/b.md": article(
                "- event: x\n  count: 2", outlet="echo", rest=f'relays: ["L{apostrophe}Exemple"]'
            ),
        }
    )
    assert found.event("x").support.origins == ("lex",)
    assert found.archive.outlets["lex"].also_known_as == ()
    assert found.warnings() == []


@pytest.mark.parametrize("hyphen", "-‐‑")
def test_a_place_does_not_dispute_itself_for_a_hyphen(hyphen: str) -> None:
    found = make(
        {
            "places.yaml": 'eau: {name: "Port-d\'Eau"}',
            "articles/a.md": article("- event: x\n  place: Port-d'Eau"),
            "articles/b.md": article(f"- event: x\n  place: Port{hyphen}d’Eau"),
        }
    )
    assert [*found.archive.places] == ["eau"]
    assert not found.fact("x", "place").disputed


def test_created_things_are_one_whatever_their_apostrophes_and_keep_the_first_as_written() -> None:
    found = one("  organisations: [L’Agence, L'Agence]")
    assert {o.id: o.name for o in found.archive.organisations.values()} == {"l-agence": "L’Agence"}
    assert found.archive.organisations["l-agence"].also_known_as == ()


@pytest.mark.parametrize("unseen", ["\u200c", "\u200d", "\u2060", "\u00ad"])
def test_nobody_is_two_for_what_cannot_be_seen(unseen: str) -> None:
    found = one(f"  people: [{{person: An{unseen}na Elm}}, {{person: Anna Elm, role: witness}}]")
    assert [*found.archive.people] == ["anna-elm"]
    assert len(found.person("anna-elm").spellings) == 1
    assert found.warnings("same-slug") == []


# --- like slugs ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one_name", "other"), [("王伟", "汪微"), ("李伟", "李薇"), ("Иван Кон", "Иван Конь")]
)
@pytest.mark.parametrize("key", ["person", "by", "place", "organisation", "organisations", "relay"])
def test_each_mention_that_is_alike_by_its_slug_alone_is_a_warning(
    key: str, one_name: str, other: str
) -> None:
    entries = {
        "person": "  people: [{{person: {0}}}]",
        "by": "  motive: {{value: money, by: {0}}}",
        "place": "  place: {0}",
        "organisation": "  people: [{{person: p, organisation: {0}}}]",
        "organisations": "  organisations: [{0}]",
        "relay": "  relays: [{0}]",
    }
    found = make(
        {
            f"articles/{n}.md": article(f"- event: x\n{entries[key].format(name)}")
            for n, name in enumerate((one_name, other, other))
        }
    )
    told = found.warnings("same-slug")
    assert [fault.span.path for fault in told] == ["articles/1.md", "articles/2.md"]
    assert all(other in fault.message and one_name in fault.message for fault in told)
    assert all("also_known_as" in fault.hint and "declare both" in fault.hint for fault in told)


def test_a_link_and_a_member_that_are_alike_by_the_slug_alone_are_warnings_too() -> None:
    found = make(
        {
            "people/wang-wei.md": "name: 王伟",
            "people/group.md": "unnamed: true\ndescriptor: two men\nmembers: [汪微]",
            "articles/a.md": article("- event: x", body="[[汪微]]"),
        }
    )
    told = {fault.span.path for fault in found.warnings("same-slug")}
    assert told == {"articles/a.md", "people/group.md"}


@pytest.mark.parametrize(
    "mention",
    ["bjorn-asland", "BJORN ÅSLAND", "Bjorn Asland", "Bjørn  Åsland", "Bjorn-Asland", "OLD-BJØRN"],
)
def test_case_and_accents_make_no_such_warning(mention: str) -> None:
    file = {"people/bjorn-asland.md": "name: Bjørn Åsland\nformer_ids: [old-bjorn]"}
    found = one(f"  people: [{{person: {mention}}}]", file)
    assert found.warnings("same-slug") == []
    assert [*found.archive.people] == ["bjorn-asland"]


def test_words_that_are_a_spelling_on_file_make_no_such_warning() -> None:
    file = {"people/wang-wei.md": "name: 王伟\nalso_known_as: [汪微]"}
    assert one("  people: [{person: 汪微}]", file).warnings("same-slug") == []


# --- every form is kept --------------------------------------------------------------------------


def test_every_mention_that_is_no_id_is_a_spelling_with_the_articles_that_use_it() -> None:
    found = make(
        {
            "people/wang-wei.md": "name: 王伟\nalso_known_as: [Wang Wei]",
            "articles/a.md": article("- event: x\n  people: [{person: 汪微}, {person: wang-wei}]"),
            "articles/b.md": article(
                "- event: y\n  motive: {value: money, by: WANG WEI}", published="2031-05-01"
            ),
            "articles/c.md": article(
                "- event: y\n  people: [{person: 汪微, as: W. Wei}]", published="2031-06-01"
            ),
        }
    )
    assert forms(found, "wang-wei") == {
        "王伟": (),
        "Wang Wei": (),
        "汪微": ("a",),  # c calls him otherwise
        "WANG WEI": ("b",),
        "W. Wei": ("c",),
    }
    table = b"".join(chunks_of(people_csv(found.archive))).decode()
    assert "王伟|Wang Wei|汪微|WANG WEI|W. Wei" in table


@pytest.mark.parametrize(
    "more", ["because: The date fits.", "descriptor: a captain", "unnamed: true, descriptor: a man"]
)
def test_an_article_that_does_not_name_somebody_uses_no_spelling_of_theirs(more: str) -> None:
    found = one(
        f"  motive: {{value: money, by: IVAN}}\n  people: [{{person: IVAN, {more}}}]",
        {"people/ivan.md": "name: Ivan"},
    )
    assert forms(found, "ivan") == {"Ivan": (), "IVAN": ()}


def test_the_uses_of_a_form_are_in_order_of_publication_whatever_the_case() -> None:
    found = make(
        {
            f"articles/{name}.md": article(
                f"- event: {event}\n  people: [{{person: ivan, as: Iwan}}]", published=published
            )
            for name, event, published in (
                ("first", "z", "2031-01-01"),
                ("third", "a", "2031-03-01"),
                ("second", "m", "2031-02-01"),
            )
        }
    )
    assert forms(found, "ivan")["Iwan"] == ("first", "second", "third")


def test_outlets_organisations_and_places_show_how_they_are_mentioned() -> None:
    found = make(
        {
            "outlets.yaml": "times: {name: Times, also_known_as: [The Times]}",
            "articles/a.md": article(
                "- event: x\n  place: Nord\n  organisations: [Guard, GUARD]", outlet="TIMES"
            ),
            "articles/b.md": article("- event: x\n  place: NORD", outlet="times"),
        }
    )
    assert found.archive.outlets["times"].also_known_as == ("The Times", "TIMES")
    assert found.archive.organisations["guard"].also_known_as == ("GUARD",)
    assert found.archive.places["nord"].also_known_as == ("NORD",)
    views = [p.view for p in plan_site(found.archive, found.timeline, SiteSettings(title="T"))]
    shown = {
        type(view): view.spellings
        for view in views
        if isinstance(view, OutletPage | OrganisationPage | PlacePage)
    }
    assert shown == {
        OutletPage: ("The Times", "TIMES"),
        OrganisationPage: ("GUARD",),
        PlacePage: ("NORD",),
    }


# --- names from `as` -----------------------------------------------------------------------------


def named(entries: str, person: str = "bjorn-asland") -> tuple[str, tuple[NameForm, ...]]:
    found = one(f"  people: [{entries}]").person(person)
    return found.name, found.spellings


def test_somebody_mentioned_by_id_alone_has_the_name_that_the_article_gives() -> None:
    assert named("{person: bjorn-asland, as: Bjørn Åsland}") == (
        "Bjørn Åsland",
        (NameForm("Bjørn Åsland", ("a",)),),
    )


@pytest.mark.parametrize(
    ("entries", "name"),
    [
        ("{person: bjorn-asland, as: the lawyer}", "Bjorn Asland"),
        (
            "{person: bjorn-asland, as: the lawyer}, {person: bjorn-asland, as: B. Åsland}",
            "B. Åsland",
        ),
        ("{person: bjorn-asland, as: Åsland}, {person: bjorn-asland, as: Bjørn Åsland}", "Åsland"),
        ("{person: bjorn-asland, as: Åsland}, {person: Bjorn Asland}", "Bjorn Asland"),
        ("{person: bjorn-asland, as: Bjørn Å., unnamed: true, descriptor: a man}", "a man"),
    ],
    ids=["shares-none", "second-shares", "first-wins", "a-mention-wins", "unnamed"],
)
def test_only_a_form_that_shares_a_word_with_the_id_names_somebody(entries: str, name: str) -> None:
    assert named(entries)[0] == name


def test_a_word_of_two_letters_is_too_short_to_tell_whose_name_it_is() -> None:
    assert named("{person: li-wei, as: Li Na}", "li-wei")[0] == "Li Wei"


def test_a_name_in_another_script_shares_its_words_with_the_id() -> None:
    assert named("{person: ivan-petrov, as: Иван Петров}", "ivan-petrov")[0] == "Иван Петров"
