"""What readers are told of retracted and updated articles, of groups, and of who passes on whom."""

from __future__ import annotations

import re

from tests.archives import Outcome, article, load_site, make, plan_site

from defectarchive.model.site_settings import SiteSettings
from defectarchive.render.html.renderer import Renderer
from defectarchive.workspace.templates import read_templates

SOURCES = read_templates(None).sources
PEOPLE = "people: [{person: ivan, role: subject, position: captain}]"


def html(outcome: Outcome, path: str) -> str:
    site = plan_site(outcome.archive, outcome.timeline, SiteSettings(title="t"))
    (page,) = (page for page in site if page.path == f"{path}index.html")
    return Renderer(SOURCES).render(page).decode()


def text(outcome: Outcome, path: str) -> str:
    """The page's words, without markup."""
    return " ".join(re.sub(r"<[^>]+>", "", html(outcome, path)).split())


def _spaced(page: str) -> str:
    return " ".join(page.replace("\xa0", " ").split())


def withdrawn() -> Outcome:
    retracted = "retracted: {date: 2031-05-01, because: It was invented.}"
    return make({"articles/a.md": article(f"- {{event: x, {PEOPLE}}}", rest=retracted)})


def test_on_a_case_without_an_article_that_stands_nobody_has_a_blank_value() -> None:
    page = text(withdrawn(), "cases/x/")
    assert "Every article on this case was retracted by its outlet." in page
    assert "Position: Withdrawn with its article: captain" in page
    assert "In these articles: 1 Ivan withdrawn with its article Subject Tv, 13 Apr 2031" in page


def test_a_mark_tells_that_its_article_was_retracted() -> None:
    page = html(withdrawn(), "people/ivan/")
    assert re.search(r'class="mark gone"[^>]*>Tv, 13 Apr 2031. Retracted by its outlet <b>', page)


def test_a_mark_tells_that_its_article_was_updated() -> None:
    outcome = make({"articles/a.md": article("- {event: x, count: 2}", rest="updated: 2031-04-20")})
    page = html(outcome, "cases/x/")
    assert re.search(r'class="mark"[^>]*>Tv, 13 Apr 2031. Updated 20 Apr 2031 <b>', page)


def test_of_several_voices_each_mark_says_whose_it_is() -> None:
    claims = "- {event: x, type: [{value: arrest}, {value: arrest, by: eva, stance: doubts}]}"
    more = "- {event: x, type: [{value: arrest, by: eva, stance: estimates, hedge: or so}]}"
    files = {"articles/a.md": article(claims), "articles/b.md": article(more, outlet="radio")}
    page = text(make(files), "cases/x/")
    assert re.search(
        r"Arrest: Tv, 13 Apr 2031 \d Radio, 13 Apr 2031. Estimated by Eva. “or so” \d", page
    )
    assert re.search(r"Doubted by Eva: Arrest: Tv, 13 Apr 2031 \d", page)


def test_others_than_the_main_people_have_their_support_counted() -> None:
    outcome = make(
        {"articles/a.md": article("- {event: x, people: [{person: eva, role: lawyer, age: 40}]}")}
    )
    assert re.search(r"Age: 40 Tv, 13 Apr 2031 \d 1 article, one origin", text(outcome, "cases/x/"))


def test_a_role_leads_to_its_sources_on_both_pages() -> None:
    outcome = make(
        {"articles/a.md": article("- {event: x, people: [{person: eva, role: lawyer}]}")}
    )
    (claim,) = outcome.fact("x", "role of eva").claims
    assert f'Lawyer <a class="mark" href="#{claim.id}"' in _spaced(html(outcome, "cases/x/"))
    there = f'Lawyer <a class="mark" href="../../cases/x/#{claim.id}"'
    assert there in _spaced(html(outcome, "people/eva/"))


def test_what_is_only_alleged_or_has_one_voice_says_so_beside_the_value() -> None:
    claims = """
        - event: x
          motive:
            - {value: money, by: the-embassy, stance: alleges}
            - {value: fame, stance: alleges}
            - {value: fear, by: the-embassy}
            - {value: love}
          statements: [{value: He ran., by: the-embassy}]
    """
    page = text(make({"articles/a.md": article(claims)}), "cases/x/")
    assert "money Alleged by The Embassy 1 article" in page
    assert "fame Alleged by Tv 1 article" in page
    assert "fear Said by The Embassy 1 article" in page
    assert "love 1 article" in page
    assert re.search(r"He ran\. Tv, 13 Apr 2031 \d Said by The Embassy", page)


def test_what_somebody_confirms_besides_is_no_longer_called_alleged() -> None:
    first = article("- {event: x, motive: [{value: money, by: the-embassy, stance: alleges}]}")
    second = article("- {event: x, motive: [{value: money}]}", outlet="radio")
    page = text(make({"articles/a.md": first, "articles/b.md": second}), "cases/x/")
    said = "Stated outright by Radio. Alleged by The Embassy"
    assert f"money {said} 2 articles, 2 origins" in page


def test_somebody_quoted_in_a_case_of_others_has_it_on_his_page() -> None:
    outcome = make(
        {
            "articles/a.md": article("- {event: x, motive: [{value: money, by: eva}]}"),
            "people/eva.md": "name: Eva",
        }
    )
    assert "Quoted in the cases undated A text" in text(outcome, "people/eva/")


def test_of_very_many_spellings_the_most_used_stand_on_the_page() -> None:
    entry = "- {{event: x, people: [{{person: eva, role: subject, as: {}}}]}}"
    names = [f"Eva {number}" for number in range(70)]
    spelt = [*names, "Eva 69"]
    files = {f"articles/a{at}.md": article(entry.format(name)) for at, name in enumerate(spelt)}
    page = text(make({**files, "people/eva.md": "name: Eva"}), "people/eva/")
    assert "Eva 69 Latin Tv 2 articles" in page
    assert "Eva 68 " not in page
    assert "and 11 more, in the data file people.csv" in page


def test_a_group_is_reconciled_in_words() -> None:
    page = text(load_site("fifteen-with-two-known"), "people/the-fifteen/")
    assert (
        "15 according to Capital Post; 13 according to Southern Agency; "
        "2 are known by name, leaving between 11 and 13 unnamed." in page
    )


def test_the_words_under_a_relay_tree_say_all_that_is_drawn() -> None:
    page = text(load_site("ten-echoes"), "cases/courier-at-varn/")
    assert "10 articles go back to Meridian Wire." in page
    assert "Coast Telegraph (2 articles, first 4 Oct 1984) passes on Meridian Wire; " in page


def test_a_circle_says_that_it_counts_once() -> None:
    page = text(load_site("circles"), "cases/ring-of-three/")
    assert "pass on one another in a circle, which counts as one origin: Delta Post." in page


def test_a_drawing_has_no_style_of_its_own_and_the_words_beneath_it_have_the_links() -> None:
    page = html(load_site("circles"), "cases/ring-of-three/")
    (drawing,) = re.findall(r'<svg class="relays.*?</svg>', page, re.DOTALL)
    assert "style=" not in drawing
    assert "<a " not in drawing
    assert 'href="../../outlets/foxtrot/"' in page.partition(drawing)[2]


def test_an_article_says_in_sentences_what_it_rests_on() -> None:
    outcome = make(
        {
            "articles/a.md": article(
                "- {event: x, count: 2}", rest="relays: [wire > radio > unknown]"
            )
        }
    )
    page = text(outcome, "articles/a/")
    chain = (
        "It passes on Wire, which passes on Radio, which passes on a source that it does not name."
    )
    assert chain in page
    assert "No other article tells of this case: all of it rests on this one." in page
