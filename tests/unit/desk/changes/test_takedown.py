"""`takedown`: nothing of a name is left, in any file, in the site, or beside it."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.edited import archive, read
from tests.small_archive import Workplace
from tests.unit.test_withholding_end_to_end import ADDRESSES, CANARIES, FIELDS, plant, write

from defectarchive.checks.withholding.finder import finder_of_names
from defectarchive.cli import main
from defectarchive.desk.changes.commands.review import reviewed
from defectarchive.desk.changes.takedown.pages import pages_that_show
from defectarchive.desk.changes.takedown.takedown import Order, Takedown, names_in, taken_down
from defectarchive.desk.changes.takedown.words import Unnamed, without_single_words
from defectarchive.model.ids import slug
from defectarchive.workspace.errors import WrongUsageError

Printed = pytest.CaptureFixture[str]
NAMES = ("Ottokar Brennwald", "Brennwald", "Отокар Бренвальд")

ARCHIVE: Mapping[str, str] = {
    "site.yaml": """\
title: Crossings   # Brennwald and others
description: What Ottokar Brennwald and others did.
base_url: https://archive.example.org/
languages: [en, nb]
""",
    "outlets.yaml": """\
times: {name: The Times, url: https://example.org/brennwald/}
brennwald-blog:
  name: Brennwald's Blog   # his own
  also_known_as: [Blog of Brennwald, The Blog]
""",
    "organisations.yaml": "guard: {name: Border Guard}\n",
    "people/ottokar-brennwald.md": """\
---
name: Ottokar Brennwald   # as the police has it
also_known_as: [O. Brennwald, Otto B., Отокар Бренвальд]
born: 1990
former_ids: [second-officer]
merged_from: [the-brennwald-case-man]
corrections:
  - {date: 2031-05-01, text: Brennwald was given a wrong age.}
  - {date: 2031-06-01, text: The rank was wrong.}
---
**Brenn**wald, of the [guard](https://example.org/people/brennwald "Ottokar"), is not
[[anna|Anna]]. [His page][page] and <https://example.org/~brennwald>. See
https://brennwald.example.org/x for *Ottokar
Brennwald*.

[page]: https://example.org/brennwald
""",
    "people/ottokar-brennwald.nb.md": "Brennwald er ikke [[ottokar-brennwald|Ottokar]].\n",
    "people/anna.md": """\
---
name: Anna
not_same_as: [ottokar-brennwald]
may_be: [{person: ottokar-brennwald, because: She lived with Brennwald.}]
---
[[Ottokar Brennwald]], [[person:ottokar-brennwald|he]] and [[second-officer]].
""",
    "events/brennwald-crossing-2031.md": """\
---
title: The Brennwald crossing
lede: {en: Brennwald crosses., nb: Brennwald krysser.}
rulings: {motive: {value: Fear of Brennwald's chief, because: Brennwald says so.}}
former_ids: [brennwald-affair, the-affair]
corrections: [{date: 2031, text: "Brennwald's age was wrong."}]
---
What [[ottokar-brennwald]] did.
""",
    "pages/about-brennwald.md": "---\ntitle: On Brennwald\n---\n[[article:times-brennwald]]\n",
    "articles/times-brennwald.md": """\
---
title: Brennwald crosses at Storskog
outlet: times
published: 2031-04-13
url: https://example.org/brennwald-crosses
archived: https://archive.example.com/https://example.org/brennwald-crosses
authors: [A. Writer, Ottokar Brennwald]
corrected: [{date: 2031-04-20, text: "It said Brenwald.", url: https://example.org/brennwald}]
relays: [Brennwald's Blog > times & brennwald-blog, unknown]
events:
  - event: brennwald-crossing-2031
    title: {en: Brennwald crosses, nb: Brennwald krysser}
    type: border-crossing
    date: 2031-04-10
    organisations: [Brennwald Foundation, guard]
    motive:
      - value: {en: Fear of Brennwald's chief, nb: Frykt for Brennwalds sjef}
        by: Ottokar Brennwald
        wording: "for fear of [Brennwald's] chief, says O. Brennwald"
        hedge: as Brennwald would have it
    statements:
      - value: >-
          The man, Ottokar
          Brennwald, had been there before.
        by: Brennwald Foundation
    people:
      - {person: ottokar-brennwald, as: O. Brennwald, role: subject, age: 41}
      - as: The neighbour of Brennwald
        person: anna
        role: witness
---
Brennwald, who once was "Ottokar-Brennwald", crossed.
""",
    "articles/times-brennwald.nb.md": "Brennwald krysset.\n",
    "articles/other.md": """\
---
title: Another
outlet: The Blog
published: 2031-05-13
not_same_as: [times-brennwald]
events:
  - event: brennwald-affair
    type: border-crossing
    people:
      - {person: second-officer, role: subject, descriptor: a captain, as: Otto B.}
      - person: Отокар Бренвальд
        age: 42
---
Nothing.
""",
    "articles/draft.md": "---\ntitle: More on Brennwald\ndraft: true\n---\nBRENNWALD\n",
}


def files() -> dict[str, bytes]:
    return {path: text.encode() for path, text in ARCHIVE.items()}


def done(**asked: object) -> Takedown:
    return taken_down(files(), Order("ottokar-brennwald", NAMES, **asked))  # type: ignore[arg-type]


def has_name(text: str) -> bool:
    """Whether the name stands in a text, looked for otherwise than the program does."""
    plain = re.sub(r"[\W_]+", "", text).casefold()
    return any(re.sub(r"[\W_]+", "", form).casefold() in plain for form in NAMES) or (
        "brennwald" in slug(text).replace("-", "")
    )


def test_there_is_something_to_take_down() -> None:
    assert archive(files()).people["ottokar-brennwald"].name == "Ottokar Brennwald"


def test_no_file_has_the_name_but_where_it_is_withheld() -> None:
    after = done(elsewhere=True).change.after
    assert [path for path in after if has_name(path)] == []
    assert [path for path, data in after.items() if has_name(data.decode())] == []
    listed = done().change.after["people/person-1.md"].decode()
    withhold = listed.partition("withhold:")[2].partition("\n")[0]
    assert has_name(withhold)
    assert not has_name(listed.replace(withhold, ""))


def test_the_person_is_unnamed_and_nothing_leads_to_them_from_what_they_were_called() -> None:
    after = archive(done().change.after)
    person = after.people["person-1"]
    assert (person.unnamed, person.descriptor) == (True, "a captain")
    assert (person.former_ids, person.merged_from) == ((), ())
    assert [form.text for form in person.spellings] == []
    assert person.born is not None
    before = archive(files())
    about = {
        claim.id
        for event in before.events.values()
        for claim in event.claims()
        if "ottokar-brennwald" in (claim.subject.id, claim.by and claim.by.id)
    }
    now = {
        one
        for event in after.events.values()
        for claim in event.claims()
        for one in (claim.id, *claim.anchors, *claim.fact_anchors)
    }
    assert about
    assert about & now == set()
    # All that was said of them is still said.
    assert len([c for e in after.events.values() for c in e.claims()]) == len(
        [c for e in before.events.values() for c in e.claims()]
    )


def test_what_the_files_become() -> None:
    after = {path: data.decode() for path, data in done(elsewhere=True).change.after.items()}
    assert (
        after["people/person-1.md"]
        == """\
---
unnamed: true   # as the police has it
born: 1990
corrections:
  - {date: 2031-06-01, text: The rank was wrong.}
descriptor: a captain
---
A captain, of the guard, is not
[[anna|Anna]]. His page and. See
 for *a captain*.

"""
    )
    assert after["people/person-1.nb.md"] == "A captain er ikke [[person-1|Ottokar]].\n"
    assert (
        after["people/anna.md"]
        == """\
---
name: Anna
not_same_as: [person-1]
may_be: [{person: person-1, because: She lived with a captain.}]
---
[[person-1]], [[person:person-1|he]] and [[person-1]].
"""
    )
    assert (
        after["events/case-1.md"]
        == """\
---
title: The captain crossing
lede: {en: A captain crosses., nb: A captain krysser.}
rulings: {motive: {value: Fear of a captain's chief, because: A captain says so.}}
former_ids: [the-affair]
---
What [[person-1]] did.
"""
    )
    assert (
        after["articles/article-1.md"]
        == """\
---
title: A captain crosses at Storskog
outlet: times
published: 2031-04-13
authors: [A. Writer]
relays: ["outlet-1 > times & outlet-1", unknown]
events:
  - event: case-1
    title: {en: A captain crosses, nb: A captain krysser}
    type: border-crossing
    date: 2031-04-10
    organisations: [organisation-1, guard]
    motive:
      - value: {en: Fear of a captain's chief, nb: Frykt for a captains sjef}
        by: person-1
        wording: "for fear of [a captain's] chief, says O. [a captain]"
        hedge: as [a captain] would have it
    statements:
      - value: >-
          The man, a captain, had been there before.
        by: organisation-1
    people:
      - {person: person-1, role: subject, age: 41}
      - person: anna
        role: witness
---
A captain, who once was "a captain", crossed.
"""
    )
    assert (
        after["outlets.yaml"]
        == """\
times: {name: The Times}
outlet-1:
  name: A captain's Blog   # his own
  also_known_as: [The Blog]
"""
    )
    assert after["organisations.yaml"] == (
        "guard: {name: Border Guard}\norganisation-1:\n  name: A captain Foundation\n"
    )
    assert after["pages/page-1.md"] == "---\ntitle: On a captain\n---\n[[article:article-1]]\n"
    assert after["site.yaml"].startswith(
        "title: Crossings   # a captain and others\ndescription: What a captain and others did.\n"
    )


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("The Brennwald affair", "The captain affair"),
        (
            "It was over. Brennwald left! Brennwald said",
            "It was over. A captain left! A captain said",
        ),
        ("so says J. Brennwald", "so says J. a captain"),
        ("One.\n\n- **Brennwald** came", "One.\n\n- **A captain** came"),
    ],
)
def test_the_descriptor_reads_as_a_sentence_has_it(text: str, becomes: str) -> None:
    assert Unnamed(finder_of_names(["Brennwald"]), "a captain").words(text) == becomes


def test_no_page_is_made_where_a_word_of_the_name_stands_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("defectarchive.desk.changes.takedown.pages.files_that_leak", never)
    assert shown(files(), ("Zoe Brennwald",)) == ()


def test_the_id_and_the_descriptor_can_be_chosen() -> None:
    after = done(new="the-captain", descriptor="an officer", elsewhere=True).change.after
    text = after["people/the-captain.md"].decode()
    assert "\ndescriptor: an officer\n" in text
    assert "An officer, of the guard" in text


def test_without_any_descriptor_they_are_a_person() -> None:
    small = {
        "site.yaml": b"title: T\n",
        "articles/a.md": b"---\ntitle: A\noutlet: tv\npublished: 2031\nevents:\n  - event: e\n"
        b"    people: [{person: Ivan Petrenko, role: subject}]\n---\nPetrenko crossed.\n",
    }
    result = taken_down(small, Order("ivan-petrenko", ("Petrenko",)))
    after = result.change.after
    assert after["articles/a.md"].endswith(
        b"[{person: person-1, role: subject}]\n---\nA person crossed.\n"
    )
    assert after["people/person-1.md"] == (
        b"---\nunnamed: true\ndescriptor: a person\nwithhold: [Petrenko]\n---\n"
    )
    assert archive(after).people["person-1"].name == "a person"
    # In the list stands every line that changes.
    assert result.places == (("articles/a.md", 7), ("articles/a.md", 9))


def test_in_another_language_stands_the_descriptor_in_that_language() -> None:
    there = files()
    there["articles/other.md"] = there["articles/other.md"].replace(
        b"descriptor: a captain", b"descriptor: {en: a captain, nb: en kaptein}"
    )
    after = taken_down(there, Order("ottokar-brennwald", NAMES)).change.after
    assert after["articles/article-1.nb.md"] == b"En kaptein krysset.\n"
    assert b"nb: En kaptein krysser" in after["events/case-1.md"]


@pytest.mark.parametrize(
    ("descriptor", "text", "becomes"),
    [
        ("a clerk", "The police say that Moen left.", "The police say that a clerk left."),
        ("a border officer", "The Moen affair", "The border officer affair"),
        ("the elder brother", "with the Moen papers", "with the elder brother papers"),
        ("a clerk", "told her Moen", "told her a clerk"),
        ("et vitne", "sa Moen til avisen", "sa et vitne til avisen"),
        ("et vitne", "ga det Moen", "ga det et vitne"),
        ("et vitne", "Det var Moens advokat", "Det var et vitnes advokat"),
        ("a clerk", "[[x|the Moen case]]", "[[x|the clerk case]]"),
        ("a clerk", "the *Moen* affair", "the *clerk* affair"),
        ("a clerk", "(the Moen affair)", "(the clerk affair)"),
    ],
)
def test_one_article_stands_before_the_descriptor_and_no_word_loses_letters(
    descriptor: str, text: str, becomes: str
) -> None:
    assert Unnamed(finder_of_names(["Moen"]), descriptor).words(text) == becomes


@pytest.mark.parametrize(
    ("wording", "becomes"),
    [
        ("President [a clerk] resigned yesterday", "[a clerk] resigned yesterday"),
        ("they fled with [a clerk] yesterday", "they fled with [a clerk]"),
        ("we saw [a clerk] leave the quay", "we saw [a clerk] leave the quay"),
        ("President [a clerk]", ""),
        ("no name at all", "no name at all"),
    ],
)
def test_no_single_word_is_left_of_a_quotation_beside_a_bracket(wording: str, becomes: str) -> None:
    assert without_single_words(wording) == becomes


def test_their_own_name_has_to_be_among_what_is_given() -> None:
    files = {
        "site.yaml": b"title: T\n",
        "people/ola-moe.md": b"---\nname: Ola Moen\n---\n",
        "articles/a.md": b"---\ntitle: A\noutlet: x\npublished: 2031-01-01\nevents:\n"
        b"  - {event: e, people: [{person: ola-moe}]}\n---\n",
    }
    with pytest.raises(
        WrongUsageError, match=r"people/ola-moe\.md:2 calls them what was not given"
    ):
        taken_down(files, Order("ola-moe", ("Ola Moan",)))


def test_what_they_were_called_besides_is_pointed_out() -> None:
    assert done().other_spellings == (
        ("people/ottokar-brennwald.md", 3),
        ("articles/other.md", 10),
    )


def refusal(given: Mapping[str, bytes], order: Order) -> str:
    with pytest.raises(WrongUsageError) as refused:
        taken_down(given, order)
    assert not has_name(refused.value.message)
    return refused.value.code


FRAGMENTS = (
    *("Ivan Petrenko", "**Pet**renko", "Pet-\nrenko", "[Petrenko](https://x.org/petrenko)", "and"),
    *("<https://x.org/petrenko>", "https://x.org/?q=Petrenko%20I", "[[ivan|Petrenko]]", "a man"),
    *("Petrenkos", "«Petrenko»", "Ivan (Vanya) Petrenko", "Ivan\nPetrenko", "`Petrenko`", "\n\n"),
    *(
        "| Petrenko | x |",
        "\n> Petrenko",
        "\n[^1]: Petrenko",
        "\n*[IP]: Ivan Petrenko",
        "#IvanPetrenko",
    ),
    *("P&#101;trenko", "Petrenko, Ivan", "_Ivan_ [Petrenko][x]", "\n[x]: https://x.org/Petrenko\n"),
    *(
        "Ivan [[x|Petrenko]]",
        "ПЕТРЕНКО",
        "Pe\u00adtrenko",
        "*Ivan **Petrenko***",
        "[Petrenko]",
        ".",
    ),
    *("\n# Petrenko", "\n- Petrenko", "http://petrenko.example/", "[a](x.md 'Petrenko')", "(", "*"),
)


@given(st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from([" ", "", "\n", ", "]))))
def test_no_text_has_the_name_however_it_is_written(parts: list[tuple[str, str]]) -> None:
    withheld = finder_of_names(["Petrenko", "Ivan Petrenko"])
    text = Unnamed(withheld, "a man").body("".join(chain.from_iterable(parts)))
    assert not withheld.places(text)


@pytest.mark.parametrize("name", ["plain", "Russian, inflected", "short"])
@pytest.mark.parametrize("field", [*FIELDS, *ADDRESSES])
def test_wherever_in_an_archive_the_name_stands_it_goes(
    tmp_path: Path, name: str, field: str
) -> None:
    withheld, planted = CANARIES[name]
    write(tmp_path, withheld, {field: plant(field, planted)})
    paths = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    given = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in paths}
    order = Order("second-officer", (withheld,), elsewhere=True)
    if field == "person_name":
        assert refusal(given, order) == "takedown-others"
        return
    after = taken_down(given, order).change.after
    there = finder_of_names([withheld])
    # The archive of these tests withholds the name already.
    rest = re.sub("(?m)^withhold: .*$", "", after["people/person-1.md"].decode())
    texts = {path: data.decode() for path, data in after.items()} | {"people/person-1.md": rest}
    assert [
        path for path, text in texts.items() if there.is_in(text) or there.is_in_path(path)
    ] == []
    archive(after)


def test_it_is_refused_where_it_cannot_be_done() -> None:
    there = files()
    assert refusal(there, Order("nobody", NAMES)) == "unknown-thing"
    assert refusal(there, Order("second-officer", NAMES)) == "unknown-thing"
    assert refusal(there, Order("ottokar-brennwald", NAMES, new="anna")) == "id-taken"
    assert refusal(there, Order("ottokar-brennwald", NAMES, new="guard")) == "id-taken"
    assert refusal(there, Order("ottokar-brennwald", NAMES, new="An id")) == "bad-new-id"
    assert refusal(there, Order("ottokar-brennwald", NAMES, new="o-brennwald")) == "name-withheld"
    other = Order("ottokar-brennwald", NAMES, descriptor="Brennwald's man")
    assert refusal(there, other) == "name-withheld"
    there["people/anna.md"] = b"---\nname: Anna Brennwald\n---\n"
    assert refusal(there, Order("ottokar-brennwald", NAMES)) == "takedown-others"
    for nothing in ("", " \n\n", "---\n"):
        with pytest.raises(WrongUsageError):
            names_in(nothing)
    assert names_in("  Ottokar   Brennwald \n\nBrennwald\n") == NAMES[:2]


def test_whom_only_drafts_know_or_who_only_speaks_can_be_taken_down() -> None:
    there = {
        "site.yaml": b"title: T\n",
        "articles/a.md": b"---\ntitle: A\noutlet: tv\npublished: 2031\nevents:\n  - event: e\n"
        b"    motive: {value: fear, by: Petrenko}\n---\n",
        "articles/d.md": b"---\ntitle: D\ndraft: true\nevents:\n  - event: f\n"
        b"    people: [{person: Olga Orlova, role: subject}]\n---\nOrlova.\n",
    }
    after = taken_down(there, Order("olga-orlova", ("Orlova",))).change.after
    assert b"person: person-1" in after["articles/d.md"]
    with pytest.raises(WrongUsageError, match="an organisation has it"):
        taken_down(there, Order("petrenko", ("Petrenko",)))
    there["people/petrenko.md"] = b"---\nname: Petrenko\n---\n"
    after = taken_down(there, Order("petrenko", ("Petrenko",))).change.after
    assert b"by: person-1" in after["articles/a.md"]


def test_a_name_that_is_a_word_as_well_goes_from_ids_and_stays_in_sentences() -> None:
    there = {
        "site.yaml": b"title: T\n",
        "people/mark.md": b"---\nname: Mark\n---\n",
        "events/crossing.md": b"---\nformer_ids: [mark-affair]\n---\n",
        "articles/a.md": b"---\ntitle: A\noutlet: tv\npublished: 2031\nevents:\n"
        b"  - event: mark-affair\n    type: arrest\n    people: [{person: mark}]\n---\n"
        b"It left a mark on Mark.\n",
    }
    after = taken_down(there, Order("mark", ("Mark",))).change.after
    assert after["events/crossing.md"] == b"---\n---\n"
    assert b"event: crossing" in after["articles/a.md"]
    assert after["articles/a.md"].endswith(b"It left a mark on a person.\n")
    assert shown(after, ("Mark",)) == ()


def test_a_name_in_a_word_of_the_vocabulary_is_refused_with_its_place() -> None:
    there = files()
    there["site.yaml"] += b"vocabulary:\n  roles: {brennwald-man: {label: A man}}\n"
    with pytest.raises(WrongUsageError, match=r"site\.yaml:6"):
        taken_down(there, Order("ottokar-brennwald", NAMES))


def test_a_review_that_was_fresh_stays_so() -> None:
    there = reviewed(files(), "times-brennwald", "ed", "2031-05-01").after
    after = read(taken_down(there, Order("ottokar-brennwald", NAMES)).change.after)
    article = after.article("article-1")
    assert article is not None
    assert article.reviewed is not None
    assert article.reviewed.fresh


# --- the command, and what is built after it -----------------------------------------------------


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """The archive in a folder, with copies beside it and a site that has the name."""
    monkeypatch.chdir(tmp_path)
    workplace = Workplace(tmp_path)
    workplace.templates.mkdir()
    for path, text in ARCHIVE.items():
        workplace.write(path, text)
    for path, text in {
        "sources/a.html": "<p>Brenn<b>wald</b></p>",
        "sources/brennwald.txt": "x",
        "sources/b.txt": "nothing",
        "sources/c.pdf": "%PDF-1.7\x00",
        "content/static/about-him/x.txt": "Ottokar Brennwald",
        "content/static/about-him/y.bin": "Ottokar Brennwald\0",
        "content/notes.txt": "Brennwald",
        "content/people/x.md~": "Brennwald",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert workplace.build().counts is not None
    return workplace


def run(line: str, names: str, monkeypatch: pytest.MonkeyPatch) -> int:
    stdin = io.TextIOWrapper(io.BytesIO(names.encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    return main.main(line.split())


GIVEN = "\n".join(NAMES)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_after_the_next_build_neither_the_site_nor_what_lies_beside_it_has_the_name(
    place: Workplace, capsys: Printed, monkeypatch: pytest.MonkeyPatch, *, elsewhere: bool
) -> None:
    option = " --withhold names.txt" if elsewhere else ""
    assert run(f"takedown ottokar-brennwald{option}", GIVEN, monkeypatch) == 0
    printed = capsys.readouterr()
    said = printed.out.replace("takedown", "") + printed.err
    assert not has_name(said.replace("names.txt", ""))
    assert "content/people/person-1.md" in said
    assert "content/people/x.md~ holds the name" in said
    for edited in ("content/notes.txt", "content/static/about-him/x.txt"):
        assert f"{edited}:1\n" in said
        assert (place.folder / edited).read_text("utf-8") == "A captain"
    for held in ("sources/a.html", "content/static/about-him/y.bin"):
        assert f"{held} holds the name" in said
    assert "sources/… holds the name" in said
    assert "sources/c.pdf cannot be searched" in said
    assert "sources/b.txt" not in said
    assert "history of git" in said
    assert ("a public repository publishes them" in said) != elsewhere
    assert "content/people/person-1.nb.md:1 has a word of a name by itself" in said
    (place.content / "static/about-him/y.bin").unlink()
    names = NAMES if elsewhere else ()
    if elsewhere:
        assert (place.folder / "names.txt").read_text("utf-8") == f"{GIVEN}\n"
    built = place.build(withheld=names)
    assert [f.message for f in built.diagnostics if f.is_error] == []
    seen = 0
    for folder in (place.output, *place.folder.glob(".site*")):
        for path in (each for each in (folder, *folder.rglob("*")) if each.is_file()):
            seen += 1
            data = path.read_bytes()
            text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode(
                "utf-8", "replace"
            )
            assert not re.search("brennwald|бренвальд", text, re.IGNORECASE), path
            assert "brennwald" not in str(path.relative_to(place.folder))
    assert seen > 20


def test_a_dry_run_lists_files_and_lines_and_nothing_else(
    place: Workplace, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}
    line = "takedown ottokar-brennwald --dry-run --withhold names.txt"
    assert run(line, GIVEN, monkeypatch) == 0
    out = capsys.readouterr().out
    assert not has_name(out)
    assert re.fullmatch(r"(content/[\w./…-]+:\d+\n)+", out)
    assert "content/people/…:2\n" in out
    assert "content/articles/other.md:7\n" in out
    assert {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()} == before


def test_names_are_added_to_a_file_that_has_some(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place.folder / "names.txt").write_text("Brennwald\nSomebody", "utf-8")
    assert run("takedown ottokar-brennwald --withhold names.txt", GIVEN, monkeypatch) == 0
    lines = (place.folder / "names.txt").read_text("utf-8").split("\n")
    assert lines == ["Brennwald", "Somebody", "Ottokar Brennwald", "Отокар Бренвальд", ""]


def test_a_refusal_has_nothing_of_the_name(
    place: Workplace, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line, names in (
        ("takedown otto-brennwald", GIVEN),
        ("takedown ottokar-brennwald --withhold content/names.txt", GIVEN),
        ("takedown ottokar-brennwald --id o-brennwald", GIVEN),
        ("takedown ottokar-brennwald", ""),
    ):
        assert run(line, names, monkeypatch) == 2
        assert not has_name(capsys.readouterr().err.replace("takedown", ""))
    place.write("articles/bad.md", "---\ntitel: Brennwald\n---\n")
    assert run("takedown ottokar-brennwald", GIVEN, monkeypatch) == 1
    said = capsys.readouterr().err
    assert "content/articles/bad.md:2:1: error[unknown-key]" in said
    assert not has_name(said.replace("takedown", ""))


def test_a_name_that_only_pages_would_join_is_refused(
    place: Workplace, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in place.content.rglob("*") if path.is_file()}
    where = "defectarchive.desk.changes.takedown.pages.pages_that_show"
    monkeypatch.setattr(where, lambda *_: ("people/ottokar-brennwald/index.html",))
    assert run("takedown ottokar-brennwald", GIVEN, monkeypatch) == 2
    assert not has_name(capsys.readouterr().err.replace("takedown", ""))
    assert {path: path.read_bytes() for path in before} == before


def shown(given: Mapping[str, bytes], names: Sequence[str]) -> tuple[str, ...]:
    return pages_that_show(read(given), given, names)


def test_pages_are_made_to_look_for_the_name() -> None:
    assert shown(files(), NAMES)
    assert shown(done().change.after, NAMES) == ()
    assert shown({"site.yaml": b"titel: T\n"}, NAMES) == ()
