"""`clip`: a draft in which nothing is claimed, and the copy beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.edited import archive_of, read

from defectarchive.cli import main
from defectarchive.desk.clip.mentions import known_mentions, relayed, unknown_names

pytest.importorskip("lxml")
Printed = pytest.CaptureFixture[str]
ADDRESS = "https://news.example.org/2033/02/01/two-more"
PAGE = f"""\
<!doctype html><html lang="en"><head><title>Two more cross – Example Times</title>
<link rel="canonical" href="{ADDRESS}"><meta name="author" content="A. Writer">
<meta property="article:published_time" content="2033-02-01T08:15:00Z"></head>
<body><article><h1>Two more cross</h1><p>Ivan Ivanov told Coast Radio that Olga Petrova had crossed
at Storskog on 30 January, Reuters reports. &ldquo;We did not leave for money,&rdquo; he said to the
Border Guard; in Kirkenes nobody knew of it. The two of them had set out before the morning,
he said, and had seen nobody on the whole of the way to the river that is the border there.</p>
</article></body></html>
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> Path:
    monkeypatch.chdir(tmp_path)
    for path, data in archive_of().items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (tmp_path / "content/outlets.yaml").write_text(
        "example-times: {name: Example Times, country: NO, url: https://www.example.org/}\n"
        "coast-radio: {name: Coast Radio, country: NO}\n"
    )
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    capsys.readouterr()
    return tmp_path


def clip(*words: str) -> int:
    return main.main(["clip", *words])


DRAFT = "content/articles/example-times-2033-two-more-cross.md"


def test_the_draft_has_what_the_page_says_of_itself_and_claims_nothing(
    place: Path, capsys: Printed
) -> None:
    before = read(archive_of()).archive
    assert clip("page.html") == 0
    assert DRAFT in capsys.readouterr().out
    lines = Path(DRAFT).read_text("utf-8").split("\n")
    said = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert said == [
        "---",
        "draft: true",
        "title: Two more cross",
        "outlet: example-times",
        'published: "2033-02-01T08:15Z"',
        f'url: "{ADDRESS}"',
        "language: en",
        'authors: ["A. Writer"]',
        "---",
    ]
    assert main.main(["check", "--errors"]) == 0
    files = {path.relative_to("content").as_posix(): path for path in Path("content").rglob("*.*")}
    after = read({path: place.read_bytes() for path, place in files.items()}).archive
    assert before is not None
    assert after is not None
    assert after.events == before.events
    assert after.people == before.people


def test_what_may_be_so_stands_there_as_comments(place: Path) -> None:
    assert clip("page.html") == 0
    text = Path(DRAFT).read_text("utf-8")
    for line in (
        "#   - coast-radio",
        "#   - Reuters",
        "#   person ivan-ivanov  (Ivan Ivanov)",
        "#   place storskog  (Storskog)",
        "#   Olga Petrova",
        "#   Kirkenes",
        "#   crossing-2031  (",
    ):
        assert f"\n{line.replace('coast-radio', 'Coast Radio')}" in text


def test_the_copy_is_kept_and_its_record_fits(place: Path, capsys: Printed) -> None:
    assert clip("page.html") == 0
    digest = hashlib.sha256(PAGE.encode()).hexdigest()
    register = Path("content/copies.yaml").read_text("utf-8")
    assert "example-times-2033-two-more-cross:" in register
    assert digest in register
    assert Path("sources/example-times-2033-two-more-cross.html").read_text("utf-8") == PAGE
    assert "We did not leave" in Path("sources/example-times-2033-two-more-cross.txt").read_text()
    # And a second one, of the same page, has an id of its own.
    capsys.readouterr()
    assert clip("page.html") == 0
    said = capsys.readouterr().err
    assert "the same address already: article example-times-2033-two-more-cross" in said
    assert Path(DRAFT.replace(".md", "-2.md")).exists()


def test_an_echo_is_said_at_once(place: Path, capsys: Printed) -> None:
    assert clip("page.html") == 0
    capsys.readouterr()
    other = PAGE.replace("news.example.org", "other.example.com")
    Path("again.html").write_text(other.replace("Two more cross", "They come again"), "utf-8")
    assert clip("again.html", "--dry-run") == 0
    printed = capsys.readouterr()
    assert "nearly the same text already: article example-times-2033-two-more-cross" in printed.err
    assert "# Is this its echo? Then, as that article:\n# relays: [example-times]" in printed.out
    Path("again.txt").write_text("Two officers cross\n\nSomething else.\n", "utf-8")
    assert clip("again.txt", "--dry-run") == 0
    assert "the same headline already: article two-cross" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(place: Path) -> None:
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert clip("page.html", "--dry-run") == 0
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_a_plain_text_becomes_a_draft_as_well(place: Path) -> None:
    Path("a.txt").write_text(
        "They flee again\n\nBy A. Writer\n1 March 2033\n\nTwo fled.\n", "utf-8"
    )
    assert clip("a.txt", "--id", "again") == 0
    text = Path("content/articles/again.md").read_text("utf-8")
    assert "\ntitle: They flee again\n" in text
    assert "\npublished: 2033-03-01\n" in text


def test_where_an_article_has_that_id_nothing_is_written_or_kept(
    place: Path, capsys: Printed
) -> None:
    Path("a.txt").write_text("They flee again\n\nTwo fled.\n", "utf-8")
    assert clip("a.txt", "--id", "again") == 0
    Path("a.txt").write_text("They flee once more\n\nThree fled.\n", "utf-8")
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert clip("a.txt", "--id", "again") == 2
    assert "again.md exists already and was left as it is" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_of_a_text_the_address_can_be_told(place: Path, capsys: Printed) -> None:
    Path("a.txt").write_text("They flee again\n\nTwo fled.\n", "utf-8")
    assert clip("a.txt", "--id", "again", "--url", ADDRESS) == 0
    lines = Path("content/articles/again.md").read_text("utf-8").split("\n")
    assert {"outlet: example-times", "published: 2033-02-01", f'url: "{ADDRESS}"'} <= {*lines}
    assert clip("a.txt", "--url", "example.org") == 2
    assert "--url is no web address: it does not begin with https://" in capsys.readouterr().err


def test_a_text_without_a_headline_becomes_a_draft_that_says_so(
    place: Path, capsys: Printed
) -> None:
    Path("a.txt").write_text("Menu\nThey flee again\n\nTwo fled.\n", "utf-8")
    assert clip("a.txt", "--id", "again") == 0
    text = Path("content/articles/again.md").read_text("utf-8")
    assert '\ntitle: "(no title yet)"  # the headline as published\n' in text
    assert "# One of its first lines may be:\n# title: They flee again\n# title: Menu\n" in text
    assert "still to fill in: title" in capsys.readouterr().err


def test_names_are_found_by_any_spelling_and_not_within_words() -> None:
    there = read(archive_of())
    text = "Iwan Iwanow was seen. STORSKOG lies there; Finnmarking does not."
    known = known_mentions(text, there.names, there.records.articles)
    found = {(each.thing.id, each.written) for each in known}
    assert ("ivan-ivanov", "Iwan Iwanow") in found
    assert ("storskog", "Storskog") in found
    assert "finnmark" not in {identifier for identifier, _ in found}


def test_capitalised_words_are_names_unless_a_sentence_begins_with_them() -> None:
    text = "The man met Olga Petrova. Nobody saw Ludwig van Beek in Bodø. Там видели Ольгу Петрову."
    assert unknown_names(text, "en", ()) == (
        "Olga Petrova",
        "Ludwig van Beek",
        "Bodø",
        "Ольгу Петрову",
    )
    assert unknown_names("Er sah den Mann und Olga Petrova.", "de", ()) == ("Olga Petrova",)


def test_a_name_begins_with_no_ordinary_word_and_ends_with_its_line() -> None:
    text = (
        "Menu Button\nThe Russian Embassy said so in March. In the north, the lawyer waits.\n"
        "Lawyer Olga Petrova came on Friday, and Olga Petrova’s Oslo flat. On April 3"
        " he met After Dark"
    )
    assert unknown_names(text, "", ()) == (
        "Menu Button",
        "Russian Embassy",
        "Olga Petrova",
        "Oslo",
        "After Dark",
    )
    assert unknown_names("Han kom til Bodø i Mars og dro på Fredag.", "nb", ()) == ("Bodø",)


def test_what_a_text_rests_on_is_read_from_phrases_of_attribution() -> None:
    names = read(archive_of()).names
    for text in (
        "he told Reuters on Friday",
        "melder Reuters",
        "Reuters reports",
        "OSLO (Reuters) – A man",
        "according to Reuters.",
        "laut Reuters",
        "the newspaper Reuters",
        "a lawyer, citing Reuters",
    ):
        assert relayed(text, names, (), "") == ("Reuters",), text
    assert relayed("Об этом сообщает ТАСС.", names, (), "") == ("ТАСС",)
    assert relayed("he told Coast Radio", names, (), "Coast Radio") == ()
    assert relayed("according to Ivan Ivanov, who told his mother", names, (), "") == ()
    assert relayed("No word of it.", names, ("NTB",), "") == ("NTB",)


def test_an_organisation_that_says_something_is_no_outlet() -> None:
    files = {**archive_of(), "organisations.yaml": b"coast-watch: {name: CWA}\n"}
    assert relayed("he told CWA", read(files).names, (), "") == ()
    assert relayed("he told CWA", read(archive_of()).names, (), "") == ("CWA",)


def test_nothing_is_clipped_into_a_register_with_mistakes(place: Path, capsys: Printed) -> None:
    Path("content/copies.yaml").write_text("broken: [\n")
    Path("a.html").write_text(PAGE, "utf-8")
    before = sorted(Path("content").rglob("*"))
    assert clip("a.html") == 1
    assert "copies.yaml" in capsys.readouterr().out
    assert sorted(Path("content").rglob("*")) == before
    assert Path("content/copies.yaml").read_text() == "broken: [\n"


def test_what_is_no_id_is_refused_as_one(place: Path, capsys: Printed) -> None:
    Path("a.html").write_text(PAGE, "utf-8")
    assert clip("a.html", "--id", "Å") == 2
    assert "not an id" in capsys.readouterr().err
