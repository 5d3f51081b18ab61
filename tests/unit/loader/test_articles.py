"""A file in articles/ → its record."""

from __future__ import annotations

import pytest

from defectarchive.diagnostics.diagnostic import Span
from defectarchive.loader.files import read_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.model.dates.date import parse_date
from defectarchive.model.records import (
    ArticleRecord,
    ClaimedDate,
    ClaimRecord,
    Corrected,
    Correction,
    Ref,
    RelatedRecord,
    RelayRecord,
    ReportRecord,
    Retraction,
)
from defectarchive.model.values import Count, Country, GeoPoint, Stance, Term, Text
from defectarchive.model.vocabulary import SHIPPED

HEAD = "title: T\noutlet: example-times\npublished: 2031\n"


def reading(front: str, path: str = "articles/a.md") -> tuple[ArticleRecord | None, list[str]]:
    """The record, and what is amiss; but not that an entry is empty, for here many are."""
    result = read_file(SourceFile(path, f"---\n{front}---\n".encode()), SHIPPED)
    articles = result.records.articles
    codes = [fault.code for fault in result.diagnostics if fault.code != "empty-entry"]
    return (articles[0] if articles else None), codes


def empty_entries(lines: str, rest: str = "") -> list[int]:
    """The lines of entries that are said to be empty."""
    text = f"---\n{HEAD}{rest}events:\n{lines}---\n"
    found = read_file(SourceFile("articles/a.md", text.encode()), SHIPPED).diagnostics
    return [fault.span.line for fault in found if fault.code == "empty-entry"]


def article(front: str) -> ArticleRecord:
    record, codes = reading(front)
    assert codes == []
    assert record is not None
    return record


def report(lines: str) -> ReportRecord:
    indented = "".join(f"    {line}\n" for line in lines.splitlines())
    return article(f"{HEAD}events:\n  - event: e\n{indented}").reports[0]


def report_codes(lines: str) -> list[str]:
    indented = "".join(f"    {line}\n" for line in lines.splitlines())
    return reading(f"{HEAD}events:\n  - event: e\n{indented}")[1]


def claim(lines: str) -> ClaimRecord:
    (only,) = report(lines).claims
    return only


def values(lines: str) -> list[tuple[str, str]]:
    return [(c.property, getattr(c.value, "text", str(c.value))) for c in report(lines).claims]


def test_the_required_fields_are_enough() -> None:
    record = article(HEAD + "events: [{event: e}]\n")
    assert record == ArticleRecord(
        id="a",
        span=Span("articles/a.md", 1, 1, 4),
        title="T",
        outlet=Ref("example-times", Span("articles/a.md", 3, 9, 22)),
        published=parse_date("2031"),
        reports=(ReportRecord(Ref("e", Span("articles/a.md", 5, 18, 19))),),
        title_span=Span("articles/a.md", 2, 8, 9),
        published_span=Span("articles/a.md", 4, 12, 16),
    )


def test_all_fields_of_an_article_are_read() -> None:
    record = article(
        "title: 1984\noutlet: Example Times\npublished: 2031-04-13T16:29\n"
        "url: https://example.org/story\narchived: https://archive.example.org/story\n"
        "accessed: 2031-05-01\nupdated: 2031-04-20\n"
        "retracted: {date: 2031-06-01, because: The outlet withdrew the story.}\n"
        "language: en\ntranslated_from: nb\nauthors: [A. Writer, 007]\n"
        "relays: [Example Wire > Example TV]\nown_reporting: true\ndraft: true\n"
        "events: [{event: e}]\n"
    )
    assert (record.title, record.authors) == ("1984", ("A. Writer", "007"))
    assert record.published.text == "2031-04-13T16:29"
    assert (record.url, record.archived) == (
        "https://example.org/story",
        "https://archive.example.org/story",
    )
    assert (record.accessed, record.updated) == (parse_date("2031-05-01"), parse_date("2031-04-20"))
    assert record.retracted == Retraction(
        parse_date("2031-06-01"), "The outlet withdrew the story."
    )
    assert (record.language, record.translated_from) == ("en", "nb")
    assert (record.own_reporting, record.draft) == (True, True)


def test_an_article_that_does_not_say_whether_it_reported_itself_says_nothing() -> None:
    assert article(HEAD + "events: [{event: e}]\n").own_reporting is None
    assert article(HEAD + "own_reporting: false\nevents: [{event: e}]\n").own_reporting is False


def test_empty_optional_fields_are_as_good_as_none() -> None:
    bare = article(HEAD + "events:\n  - event: e\n")
    assert article(HEAD + "url:\nauthors:\nrelays:\nevents:\n  - event: e\n") == bare.__class__(
        **{
            **{name: getattr(bare, name) for name in bare.__struct_fields__},
            "reports": (ReportRecord(Ref("e", Span("articles/a.md", 9, 12, 13))),),
        }
    )


@pytest.mark.parametrize("missing", ["title", "outlet", "published", "events"])
def test_each_required_field_is_missed(missing: str) -> None:
    fields = {"title": "T", "outlet": "o", "published": "2031", "events": "[{event: e}]"}
    del fields[missing]
    _, codes = reading("".join(f"{key}: {value}\n" for key, value in fields.items()))
    assert codes == ["missing-field"]


def test_a_record_with_mistakes_still_gives_what_others_refer_to() -> None:
    record, codes = reading("outlet: o\npublished: x\nevents: [{event: e, type: x}]\n")
    assert codes == ["missing-field", "bad-date", "unknown-word"]
    assert record is not None
    assert [report.event.text for report in record.reports] == ["e"]


def test_norway_is_never_false() -> None:
    assert claim("to: NO").value == Country("NO")
    assert claim('to: "NO"').value == Country("NO")


@pytest.mark.parametrize("code", ["SU", "DD", "YU", "CS", "ZR", "RU", "GB"])
def test_states_of_today_and_of_the_past_are_known(code: str) -> None:
    assert claim(f"from: {code}").value == Country(code)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2", Count(2, 2)),
        ('"2"', Count(2, 2)),
        ("0", Count(0, 0)),
        ("2..5", Count(2, 5)),
        ("21..", Count(21, None)),
        ("..5", Count(None, 5)),
        ("4..4", Count(4, 4)),
    ],
)
def test_a_count_is_a_number_or_a_range(text: str, count: Count) -> None:
    assert claim(f"count: {text}").value == count


@pytest.mark.parametrize(
    "text", ["-2", "5..2", "..", "2-5", "20+", "1_000", "1.5", "two", "true", "9999999999", "²"]
)
def test_anything_else_is_no_count(text: str) -> None:
    assert report_codes(f"count: {text}") == ["bad-count"]


@pytest.mark.parametrize(
    "text",
    ["2003", "2003-05", "2003-05-10", "2003~", "2003-21", '"[1991-05, 1991-06]"', '"{1991}"'],
)
def test_a_date_is_edtf_and_may_look_like_a_number(text: str) -> None:
    assert claim(f"date: {text}").value == ClaimedDate(parse_date(text.strip('"')))


@pytest.mark.parametrize(
    "text",
    ["[1991-05, 1991-06]", "{1991-05, 1991-06}", "[1991]", "{value: [1991-05, 1991-06]}"],
)
def test_a_date_that_yaml_takes_for_a_list_is_to_be_quoted(text: str) -> None:
    _, codes = reading(f"{HEAD}events:\n  - event: e\n    date: {text}\n")
    assert codes in (["unquoted-date"], ["wrong-type"])
    result = read_file(
        SourceFile(
            "articles/a.md", f"---\n{HEAD}events:\n  - event: e\n    date: {text}\n---\n".encode()
        ),
        SHIPPED,
    )
    assert "quote" in result.diagnostics[0].hint


def test_a_list_of_claims_on_a_date_holds_mappings() -> None:
    assert values("date: [{value: 1991}, {value: 1992}]") == [("date", "1991"), ("date", "1992")]
    assert report_codes("date:\n  - 1991\n  - {value: 1992}") == ["unquoted-date"]


def test_a_property_may_be_a_value_a_claim_or_a_list_of_both() -> None:
    assert values("motive: money") == [("motive", "money")]
    assert values("motive: {value: money}") == [("motive", "money")]
    assert values("motive: [money, {value: fear}]") == [("motive", "money"), ("motive", "fear")]


def test_organisations_and_statements_may_be_one_or_many() -> None:
    assert values("organisations: FSB") == [("organisations", "FSB")]
    assert values("organisations: [FSB, {value: GRU}]") == [
        ("organisations", "FSB"),
        ("organisations", "GRU"),
    ]
    assert values("statements: The border was closed.") == [("statement", "The border was closed.")]


def test_a_claim_says_who_how_in_which_words_and_on_what_ground() -> None:
    said = claim(
        "motive: {value: money, by: Russian embassy, stance: alleges,\n"
        "  wording: for gain, note: said twice, relays: [TV > Radio, unknown]}"
    )
    assert said.by is not None
    assert said.relays is not None
    assert (said.value, said.by.text, said.stance) == (
        Text("money"),
        "Russian embassy",
        Stance.ALLEGES,
    )
    assert (said.wording, said.note) == ("for gain", "said twice")
    steps = [[step.text for step in chain.steps] for chain in said.relays]
    assert steps == [["TV", "Radio"], ["unknown"]]


def test_a_claim_stands_where_its_value_does() -> None:
    assert claim("motive: {by: embassy, value: money}").span == Span("articles/a.md", 7, 34, 39)


def test_a_claim_without_stance_asserts() -> None:
    assert claim("motive: money").stance is Stance.ASSERTS


def test_no_relays_and_an_empty_list_of_relays_are_told_apart() -> None:
    assert claim("motive: {value: money}").relays is None
    assert claim("motive: {value: money, relays: []}").relays == ()
    assert report("relays: []").relays == ()


def test_a_chain_reads_nearest_first_each_outlet_with_its_place() -> None:
    (chain,) = report("relays:\n  - Example Wire >  Example TV").relays or ()
    assert chain == RelayRecord(
        (
            Ref("Example Wire", Span("articles/a.md", 8, 9, 21)),
            Ref("Example TV", Span("articles/a.md", 8, 25, 35)),
        )
    )


@pytest.mark.parametrize("chain", ["A > unknown", "A > Unknown", "A>unknown"])
def test_a_chain_may_end_in_nobody_named(chain: str) -> None:
    (read,) = report(f"relays: [{chain}]").relays or ()
    assert [step.text.lower() for step in read.steps] == ["a", "unknown"]


@pytest.mark.parametrize("chain", ["unknown > A", "A >", "> A", "A > > B"])
def test_a_chain_with_a_hole_is_an_error(chain: str) -> None:
    assert report_codes(f"relays: ['{chain}']") == ["bad-relay"]


def test_words_of_the_vocabulary_are_terms() -> None:
    assert claim("type: defection").value == Term("defection")
    assert claim("status: denied").value == Term("denied")
    assert report_codes("type: defecton") == ["unknown-word"]
    assert report_codes("status: perhaps") == ["unknown-word"]
    assert report_codes("motive: {value: x, stance: thinks}") == ["unknown-word"]


def test_a_person_is_read_with_all_that_is_said_of_him() -> None:
    (mention,) = report(
        "people:\n  - person: ivan-ivanov\n    as: Iwan Iwanow\n    role: subject\n    age: 34\n"
        "    nationality: RU\n    position: captain\n    organisation: FSB\n"
        "    descriptor: a captain\n    because: The date fits.\n    members: [a, b]\n"
        "    count: 2..3\n    motive: fear\n    unnamed: true\n    relays: [TV]\n"
    ).people
    assert mention.person == Ref("ivan-ivanov", Span("articles/a.md", 8, 17, 28))
    assert (mention.called, mention.because, mention.unnamed) == (
        "Iwan Iwanow",
        "The date fits.",
        True,
    )
    assert [ref.text for ref in mention.members] == ["a", "b"]
    assert {c.property: getattr(c.value, "text", str(c.value)) for c in mention.claims} == {
        "role": "subject",
        "age": "34",
        "nationality": "RU",
        "position": "captain",
        "organisation": "FSB",
        "descriptor": "a captain",
        "count": "2..3",
        "motive": "fear",
    }


def test_a_person_may_stand_in_one_entry_twice() -> None:
    people = report("people: [{person: a, role: subject}, {person: a, role: witness}]").people
    assert [mention.person.text for mention in people] == ["a", "a"]


def test_who_identifies_somebody_says_why() -> None:
    assert report_codes("people: [{person: a, because: }]") == ["missing-field"]


def test_a_person_is_named_in_an_entry() -> None:
    assert report_codes("people: [{role: subject}]") == ["missing-field"]
    assert report_codes("people: [ivan]") == ["wrong-type"]
    assert report_codes("people: {person: ivan}") == ["wrong-type"]


def test_an_event_is_named_by_its_id_alone() -> None:
    assert reading(HEAD + "events: [{event: Storskog Crossing}]\n")[1] == ["bad-id"]
    assert report_codes("related: [{event: Old Crossing, kind: follows}]") == ["bad-id"]


def test_related_events_are_read() -> None:
    (relation,) = report("related: [{event: b, kind: follows}]").related
    assert relation == RelatedRecord(Ref("b", Span("articles/a.md", 7, 23, 24)), "follows")


def test_a_retraction_gives_a_reason() -> None:
    assert reading(HEAD + "retracted: {date: 2031}\nevents: [{event: e}]\n")[1] == ["missing-field"]
    assert reading(HEAD + "retracted: true\nevents: [{event: e}]\n")[1] == ["wrong-type"]


def test_a_file_name_that_is_no_id_is_an_error_and_the_rest_is_read() -> None:
    record, codes = reading(HEAD + "events: [{event: e, type: x}]\n", "articles/Some File.md")
    assert codes == ["bad-id", "unknown-word"]
    assert record is not None
    assert record.id == "some-file"


@pytest.mark.parametrize("name", ["é", "e\u0301", "A", "a_b", "-a", "a" * 101, "", "a.b", "ё"])
def test_file_names_are_ids(name: str) -> None:
    _, codes = reading(HEAD + "events: [{event: e}]\n", f"articles/{name}.md")
    assert codes == ["bad-id"]


def test_an_article_tells_what_was_put_right_by_whom_and_what_it_was_called() -> None:
    record = article(
        HEAD + "corrected:\n  - {date: 2031-04-20, text: The rank., url: 'https://example.org/c'}\n"
        "  - {date: 2031-05, text: The age.}\n"
        "corrections: [{date: 2031-06-01, text: The headline.}]\n"
        "retracted: {because: Withdrawn., url: 'https://example.org/r'}\n"
        "former_ids: [c, b]\nmerged_from: [d]\nnot_same_as: [e]\nevents: [{event: e}]\n"
    )
    assert record.corrected == (
        Corrected(parse_date("2031-04-20"), "The rank.", "https://example.org/c"),
        Corrected(parse_date("2031-05"), "The age."),
    )
    assert record.corrections == (Correction(parse_date("2031-06-01"), "The headline."),)
    assert record.retracted == Retraction(None, "Withdrawn.", "https://example.org/r")
    assert [ref.text for ref in record.former_ids] == ["c", "b"]
    assert [ref.text for ref in record.merged_from] == ["d"]
    assert [ref.text for ref in record.not_same_as] == ["e"]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("corrected: [{text: x}]", "missing-field"),
        ("corrected: [{date: 2031}]", "missing-field"),
        ("corrected: [{date: 2031, text: x, url: no-url}]", "bad-url"),
        ("corrected: [2031]", "wrong-type"),
        ("corrections: [{date: 2031}]", "missing-field"),
        ("retracted: {because: x, url: no-url}", "bad-url"),
    ],
)
def test_what_was_put_right_is_whole(key: str, code: str) -> None:
    assert reading(HEAD + key + "\nevents: [{event: e}]\n")[1] == [code]


@pytest.mark.parametrize(
    "rest",
    ["", "    title: T\n    summary: A text.\n", "    related: [{event: f, kind: follows}]\n"],
)
def test_an_entry_that_claims_nothing_and_names_nobody_is_a_warning(rest: str) -> None:
    assert empty_entries(f"  - event: e\n{rest}") == [6]


@pytest.mark.parametrize(
    "claim",
    [
        *("date: 2031", "statements: It rained.", "people: [{person: ivan}]"),
        *("motive: {value: money, stance: denies}", "count: {value: 2, stance: declines}"),
    ],
)
def test_an_entry_that_says_anything_is_not_empty(claim: str) -> None:
    assert empty_entries(f"  - event: e\n    {claim}\n") == []


def test_each_empty_entry_of_an_article_is_warned_of() -> None:
    lines = "  - event: e\n  - event: f\n    type: recall\n  - event: g\n"
    assert empty_entries(lines) == [6, 9]


def test_an_entry_whose_one_claim_cannot_be_read_is_not_said_to_be_empty() -> None:
    assert empty_entries("  - event: e\n    date: 2031-4\n") == []


def test_a_draft_may_have_empty_entries() -> None:
    assert empty_entries("  - event: e\n", "draft: true\n") == []


def test_a_draft_needs_a_title_alone() -> None:
    record, codes = reading("title: T\ndraft: true\n")
    assert codes == []
    assert record is not None
    assert (record.title, record.draft, record.reports) == ("T", True, ())
    record, codes = reading("title: T\ndraft: true\nevents:\n  - event:\n    type: trial\n")
    assert codes == []
    assert record is not None
    assert record.reports == ()
    assert reading("draft: true\n")[1] == ["missing-field"]
    assert reading("title: T\ndraft: false\n")[1] == ["missing-field"] * 3


def test_mistakes_in_a_draft_are_found_all_the_same() -> None:
    assert reading("title: T\ndraft: true\npublished: 2031-4\n")[1] == ["bad-date"]
    assert reading("title: T\ndraft: true\nevents: [{event: e, type: x}]\n")[1] == ["unknown-word"]


def test_nobody_may_know_when_an_article_was_published() -> None:
    record = article("title: T\noutlet: o\npublished: unknown\nevents: [{event: e}]\n")
    assert record.published.open_ended
    assert (record.published.earliest, record.published.latest) == (None, None)
    front = "title: T\noutlet: o\npublished: 2031\nupdated: unknown\nevents: [{event: e}]\n"
    assert reading(front)[1] == ["bad-date"]


def test_a_claim_keeps_the_sources_own_words_of_caution() -> None:
    assert claim("count: {value: 2, hedge: is believed to be}").hedge == "is believed to be"
    assert claim("statements: {value: It rained, hedge: perhaps}").hedge == "perhaps"
    assert claim("count: 2").hedge == ""


@pytest.mark.parametrize("stance", [stance.value for stance in Stance])
def test_a_claim_has_any_stance_that_there_is(stance: str) -> None:
    assert claim(f"count: {{value: 2, stance: {stance}}}").stance is Stance(stance)


def test_a_point_is_coordinates_with_or_without_a_circle_or_a_claim_of_them() -> None:
    assert claim("point: {lat: 69.66, lon: 30.19}").value == GeoPoint(69.66, 30.19)
    assert claim("point: {lat: 69, lon: 30, within_km: 2}").value == GeoPoint(69, 30, 2)
    said = claim("point: {value: {lat: 69, lon: 30}, stance: estimates}")
    assert (said.value, said.stance) == (GeoPoint(69, 30), Stance.ESTIMATES)
    assert report_codes("point: {lat: 91, lon: 30}") == ["out-of-range"]
    assert report_codes("point: {lat: 69}") == ["missing-field"]
    assert report_codes("point: {lat: 69, lon: 30, within_km: -1}") == ["out-of-range"]


def test_further_acts_are_words_for_types_of_events() -> None:
    assert values("also: [trial, death]") == [("also", "trial"), ("also", "death")]
    assert report_codes("also: [trail]") == ["unknown-word"]
