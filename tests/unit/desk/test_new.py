"""`new`: files to start from."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from tests.archives import files_of

from defectarchive.cli import main, new
from defectarchive.desk import drafts, likely_cases
from defectarchive.desk.starter import STARTER
from defectarchive.loader.files import load, read_file
from defectarchive.loader.source_file import SourceFile
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import Fields
from defectarchive.model.dates.date import parse_date
from defectarchive.model.vocabulary import SHIPPED
from defectarchive.resolve.archive import resolve
from defectarchive.workspace.source_tree import read_source

Printed = pytest.CaptureFixture[str]
REQUIRED = ["--title", "Who left, and why?", "--outlet", "The Gazette", "--published", "2031-04-20"]
EVENT = ["--event", "north-quay-resignation-2031"]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> Path:
    """A new archive, to work in."""
    assert main.main(["new", "archive", str(tmp_path / "mine")]) == 0
    monkeypatch.chdir(tmp_path / "mine")
    capsys.readouterr()
    return tmp_path / "mine"


DRAFT = "\ndraft: true\n"


def publish(path: Path) -> None:
    """Delete the line of a draft that keeps it out of the site."""
    text = path.read_text("utf-8")
    assert text.count(DRAFT) == 1
    path.write_text(text.replace(DRAFT, "\n"), "utf-8")


def found(archive: Path) -> list[str]:
    """All that is wrong with the archive."""
    loaded = load(read_source(archive / "content").files)
    resolution = resolve(loaded.records, loaded.settings.vocabulary)
    return [fault.message for fault in (*loaded.diagnostics, *resolution.diagnostics)]


class TestArchive:
    def test_it_has_nothing_wrong_with_it(self, archive: Path) -> None:
        assert found(archive) == []

    def test_it_shows_a_dispute_a_relay_and_a_ruling(self, archive: Path) -> None:
        loaded = load(read_source(archive / "content").files)
        resolved = resolve(loaded.records, loaded.settings.vocabulary).archive
        assert resolved is not None
        (event,) = resolved.events.values()
        assert event.disputed == ("date",)
        assert len(event.articles) == 2

    def test_a_folder_that_holds_something_is_left_alone(
        self, archive: Path, capsys: Printed
    ) -> None:
        before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()}
        assert main.main(["new", "archive", str(archive)]) == 2
        assert "is not empty" in capsys.readouterr().err
        assert {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()} == before

    def test_an_empty_folder_will_do(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert main.main(["new", "archive", str(tmp_path / "empty")]) == 0
        assert set(STARTER) == {
            path.relative_to(tmp_path / "empty").as_posix()
            for path in (tmp_path / "empty").rglob("*")
            if path.is_file()
        }


class TestArticle:
    def test_with_what_is_required_it_passes_check(self, archive: Path, capsys: Printed) -> None:
        assert main.main(["new", "article", *REQUIRED, *EVENT]) == 0
        printed = capsys.readouterr()
        assert printed.out == "content/articles/the-gazette-2031-who-left-and-why.md\n"
        assert printed.err == ""
        assert main.main(["check"]) == 0
        assert found(archive) == []

    def test_it_is_a_draft_until_the_line_that_says_so_is_deleted(self, archive: Path) -> None:
        assert main.main(["new", "article", "my-id", *REQUIRED, "--event", "strike-2031"]) == 0
        assert main.main(["build"]) == 0
        page = archive / "build/site/cases/strike-2031/index.html"
        assert not page.exists()
        publish(archive / "content/articles/my-id.md")
        assert main.main(["build"]) == 0
        assert "Who left, and why?" in page.read_text("utf-8")

    def test_the_file_says_what_to_do_to_publish_it(self, archive: Path) -> None:
        assert main.main(["new", "article", "my-id", *REQUIRED]) == 0
        told, _, _ = (archive / "content/articles/my-id.md").read_text("utf-8").partition(DRAFT)
        assert "Delete the comments when done,\n# and the next line: as long as" in told

    def test_every_option_stands_in_it(self, archive: Path) -> None:
        options = ["--url", "https://example.org/a#b", "--archived", "https://example.org/c"]
        options += ["--language", "pt-BR", "--author", "A: Writer", "--author", "B", "--relay"]
        options += ["harbour-gazette > Island Radio", "--event", "another-2031"]
        assert main.main(["new", "article", "my-id", *REQUIRED, *EVENT, *options]) == 0
        file = SourceFile("articles/my-id.md", (archive / "content/articles/my-id.md").read_bytes())
        (article,) = read_file(file, SHIPPED).records.articles
        assert (article.title, article.outlet.text) == ("Who left, and why?", "The Gazette")
        assert (article.url, article.archived) == (
            "https://example.org/a#b",
            "https://example.org/c",
        )
        assert (article.language, article.authors) == ("pt-BR", ("A: Writer", "B"))
        chain = [step.text for step in article.relays[0].steps]
        assert chain == ["harbour-gazette", "Island Radio"]
        assert [report.event.text for report in article.reports] == [EVENT[1], "another-2031"]

    @pytest.mark.parametrize(("published", "read"), [("2021-04-20", 1), ("9931-04-20", 0)])
    def test_it_was_read_today_unless_it_is_not_out_yet(
        self, archive: Path, published: str, read: int
    ) -> None:
        given = ["--title", "A", "--outlet", "B", "--published", published, *EVENT]
        assert main.main(["new", "article", "my-id", *given]) == 0
        file = SourceFile("articles/my-id.md", (archive / "content/articles/my-id.md").read_bytes())
        (article,) = read_file(file, SHIPPED).records.articles
        assert (article.accessed is not None) == bool(read)

    def test_likely_cases_stand_in_comments(self, archive: Path) -> None:
        assert main.main(["new", "article", "my-id", *REQUIRED]) == 0
        text = (archive / "content/articles/my-id.md").read_text(encoding="utf-8")
        assert "#   north-quay-resignation-2031  (The harbour master of North Quay resigns)" in text

    def test_in_a_pipe_blanks_are_left_and_named(self, archive: Path, capsys: Printed) -> None:
        assert main.main(["new", "article", "my-id"]) == 0
        assert capsys.readouterr().err == "still to fill in: title, outlet, published, events\n"
        text = (archive / "content/articles/my-id.md").read_text("utf-8")
        assert '\ntitle: "(no title yet)"  # ' in text

    def test_on_a_terminal_what_is_missing_is_asked_for(
        self, archive: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers = {
            "Headline": "Why?",
            "Outlet": "The Gazette",
            "Published": "2031-04",
            "Event": "x-y",
        }
        monkeypatch.setattr(
            new, "ask", lambda question: answers.get(question.partition(" ")[0], "")
        )
        assert main.main(["new", "article", "my-id"]) == 0
        assert found(archive) == []

    def test_what_exists_is_never_overwritten(self, archive: Path, capsys: Printed) -> None:
        path = archive / "content/articles/gazette-2031-harbour-master-leaves.md"
        before = path.read_bytes()
        assert main.main(["new", "article", path.stem, *REQUIRED, *EVENT]) == 2
        assert "exists already" in capsys.readouterr().err
        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            (["--published", "2031-04-31"], "only 30 days"),
            (["--url", "example.org"], "web address"),
            (["--event", "Not An Id"], "id"),
            (["--language", "klingonese"], "language"),
            (["Not An Id"], "not an id"),
            (["../../escape"], "not an id"),
            (["--title", "a\x07b"], "U+0007"),
        ],
    )
    def test_values_that_cannot_be_right_are_refused(
        self, archive: Path, given: list[str], said: str, capsys: Printed
    ) -> None:
        before = sorted(archive.rglob("*"))
        assert main.main(["new", "article", *REQUIRED, *EVENT, *given]) == 2
        assert said in capsys.readouterr().err
        assert sorted(archive.rglob("*")) == before

    @pytest.mark.parametrize(
        "title",
        [
            *("true", "NO", "null", "2031", "1e5", "2031-01-01", "- a", "a: b", "a #b", "a:", "@a"),
            *("[a]", "{a}", "'a", '"a"', "é — ü", "Ø", "*a", "&a", "!a", "%a", "|", ">", "?"),
            *("a\\b", "~", "="),
        ],
    )
    def test_any_headline_comes_back_as_it_was_given(self, archive: Path, title: str) -> None:
        given = ["--title", title, "--outlet", "The Gazette", "--published", "2031", *EVENT]
        assert main.main(["new", "article", "my-id", *given]) == 0
        file = SourceFile("articles/my-id.md", (archive / "content/articles/my-id.md").read_bytes())
        reading = read_file(file, SHIPPED)
        assert reading.diagnostics == ()
        assert reading.records.articles[0].title == title


class TestPersonAndEvent:
    def test_a_person_is_named_after_his_name(self, archive: Path, capsys: Printed) -> None:
        assert main.main(["new", "person", "--name", "Иван Иванов"]) == 0
        assert capsys.readouterr().out == "content/people/ivan-ivanov.md\n"
        assert found(archive) == []

    def test_a_person_may_have_a_descriptor_instead(self, archive: Path) -> None:
        assert main.main(["new", "person", "clerk", "--descriptor", "a clerk: the second"]) == 0
        assert "unnamed: true" in (archive / "content/people/clerk.md").read_text("utf-8")
        assert found(archive) == []

    @pytest.mark.usefixtures("archive")
    def test_somebody_needs_something_to_be_called_by(self, capsys: Printed) -> None:
        assert main.main(["new", "person"]) == 2
        assert "--descriptor" in capsys.readouterr().err

    def test_an_events_file_is_for_a_case_that_is_reported(
        self, archive: Path, capsys: Printed
    ) -> None:
        assert main.main(["new", "article", *REQUIRED, "--event", "strike-2031"]) == 0
        assert main.main(["new", "event", "strike-2031", "--title", "A strike: why"]) == 0
        assert "only a draft reports strike-2031" in capsys.readouterr().err
        publish(archive / "content/articles/the-gazette-2031-who-left-and-why.md")
        # Its file begins empty, and so does the entry until it is filled in.
        assert found(archive) == [
            "the article says nothing of strike-2031, and so rests on nothing there"
        ]
        assert main.main(["new", "event", "--title", "Unheard of"]) == 0
        assert "no article reports unheard-of yet" in capsys.readouterr().err


# What stands in a comment where a field would: a key, an item, or what goes on beneath one.
_OPTION = re.compile(r"^( *)# ([a-z_]+:.*| +.*)$", re.MULTILINE)
_READERS = {
    "articles": lambda: drafts.article_text(drafts.ArticleDraft(title="A"), "2031-05-01", ()),
    "people": lambda: drafts.person_text(drafts.PersonDraft(name="Ada Quay")),
    "events": lambda: drafts.event_text(""),
}


class TestFieldsInComments:
    """Every comment of a new file, taken at its word: without its hash it is what it explains."""

    @pytest.fixture(params=_READERS)
    def seen(
        self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
    ) -> dict[str, tuple[set[str], set[str]]]:
        """Of whatever has fields: those that there are, and those that stand in the file."""
        fields: dict[str, tuple[set[str], set[str]]] = {}
        original = Fields.__init__

        def spy(
            self: Fields,
            mapping: nodes.Mapping,
            owner: str,
            known: Collection[str],
            *rest: Any,
        ) -> None:
            all_there_are, written = fields.setdefault(owner, (set(known), set()))
            assert all_there_are == set(known)
            written.update(mapping.entries)
            original(self, mapping, owner, known, *rest)

        monkeypatch.setattr(Fields, "__init__", spy)
        text = _OPTION.sub(r"\1\2", _READERS[request.param]())
        text = text.replace("event:  # an id, such as ", "event: ").replace("  # or unknown", "")
        read = read_file(SourceFile(f"{request.param}/my-id.md", text.encode()), SHIPPED)
        # A person has a name or none; the comment says which goes with which.
        wrong = [fault for fault in read.diagnostics if fault.code != "name-conflict"]
        assert [(fault.span.line, fault.message) for fault in wrong if fault.is_error] == []
        return fields

    def test_every_field_that_there_is_stands_in_the_file(
        self, seen: dict[str, tuple[set[str], set[str]]]
    ) -> None:
        # Of rulings one example is enough: each is about a property.
        missing = {
            f"{field} of {owner}"
            for owner, (known, written) in seen.items()
            for field in known - written
            if owner != "rulings"
        }
        assert missing == set()

    def test_files_of_all_kinds_were_read(
        self, seen: dict[str, tuple[set[str], set[str]]], request: pytest.FixtureRequest
    ) -> None:
        kind = request.node.callspec.params["seen"]
        wanted = {
            "articles": {"an article", "an event's entry", "a person's entry", "a claim", "a point"}
            | {"a retraction", "a correction", "an outlet's correction", "a related event"},
            "people": {"a person", "a possible identity", "a ruling", "a correction"},
            "events": {"an event", "a ruling", "a related event", "a correction"},
        }
        assert wanted[kind] <= set(seen)


LIKELY = {
    "articles/a.md": """
        title: Anger in the capital
        outlet: a-paper
        published: 2031-04-13
        events:
          - event: crossing-2031
            title: An officer crosses at Storskog
            type: border-crossing
            date: 2031-04-10
            place: Storskog
            from: RU
            to: NO
            people: [{person: anna-elm, role: subject}]
          - event: zebra-2031
            type: arrest
            date: 2031-04-12
            place: Oslo
            people: [{person: Bo Eik, role: subject}]
    """,
    "people/anna-elm.md": "name: Anna Elm\nalso_known_as: [Анна Эльм]",
}


class TestLikelyCases:
    def likely(self, title: str, published: str = "1990") -> list[str]:
        records = load(files_of(LIKELY)).records
        cases = likely_cases.known_cases(records)
        return [case.id for case in likely_cases.likely_cases(cases, title, parse_date(published))]

    @pytest.mark.parametrize(
        ("headline", "case"),
        [
            ("What became of Elm", "crossing-2031"),
            ("Что стало с Эльм", "crossing-2031"),
            ("Norwegian police look for a Russian", "crossing-2031"),
            ("Traffic at Storskog", "crossing-2031"),
            ("A man from Oslo", "zebra-2031"),
            ("Eik speaks", "zebra-2031"),
        ],
    )
    def test_a_shared_person_state_or_place_makes_a_case_likely(
        self, headline: str, case: str
    ) -> None:
        assert self.likely(headline) == [case]

    def test_a_person_counts_more_than_a_place_and_a_place_more_than_time(self) -> None:
        assert self.likely("Elm in Oslo") == ["crossing-2031", "zebra-2031"]
        assert self.likely("A man from Oslo", "2031-04-14") == ["zebra-2031", "crossing-2031"]

    def test_what_has_nothing_in_common_is_left_out(self) -> None:
        assert self.likely("Something else") == []
        assert self.likely("Something else", "2031-05") == ["crossing-2031", "zebra-2031"]

    def test_a_case_is_called_by_its_title_and_never_by_a_headline(self) -> None:
        called = [case.called for case in likely_cases.known_cases(load(files_of(LIKELY)).records)]
        assert called == ["An officer crosses at Storskog", "Arrest, Bo Eik, Oslo, 2031-04-12"]

    def test_the_title_in_the_case_s_own_file_goes_first(self) -> None:
        files = {**LIKELY, "events/crossing-2031.md": "title: The crossing"}
        assert likely_cases.known_cases(load(files_of(files)).records)[0].called == "The crossing"


class TestAskingAgain:
    @pytest.fixture
    def typed(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
        """Answers to type, each with the beginning of its question; nothing else is answered."""
        answers: list[tuple[str, str]] = []

        def ask(question: str) -> str:
            if answers and question.startswith(answers[0][0]):
                return answers.pop(0)[1]
            return ""

        monkeypatch.setattr(new, "ask", ask)
        return answers

    def test_a_wrong_answer_is_asked_for_again_and_the_others_are_kept(
        self, archive: Path, typed: list[tuple[str, str]], capsys: Printed
    ) -> None:
        typed += [
            ("Headline", "Who left?"),
            ("Outlet", "The Gazette"),
            ("Published", "2031-04-31"),
            ("Published", "yesterday"),
            ("Published", "2031-04-30"),
            ("Address", "example.org"),
            ("Address", "https://example.org/a"),
            ("Event", "Not An Id"),
            ("Event", "north-quay-resignation-2031"),
        ]
        assert main.main(["new", "article", "my-id"]) == 0
        assert typed == []
        printed = capsys.readouterr().err
        assert [word in printed for word in ("30 days", "yesterday", "web address", "no id")] == (
            [True] * 4
        )
        file = SourceFile("articles/my-id.md", (archive / "content/articles/my-id.md").read_bytes())
        (article,) = read_file(file, SHIPPED).records.articles
        assert (article.title, article.published.text) == ("Who left?", "2031-04-30")
        assert article.url == "https://example.org/a"

    def test_an_empty_answer_leaves_a_blank(
        self, archive: Path, typed: list[tuple[str, str]], capsys: Printed
    ) -> None:
        typed += [("Published", "soon")]
        assert main.main(["new", "article", "my-id"]) == 0
        assert (archive / "content/articles/my-id.md").exists()
        assert "still to fill in: title, outlet, published, events" in capsys.readouterr().err

    @pytest.mark.usefixtures("archive")
    def test_where_an_id_is_taken_another_one_is_asked_for(
        self, typed: list[tuple[str, str]], capsys: Printed
    ) -> None:
        taken = "gazette-2031-harbour-master-leaves"
        path = f"content/articles/{taken}.md exists already and was left as it is"
        typed += [(path, "No Id"), ("not an id", "my-id")]
        assert main.main(["new", "article", taken, *REQUIRED, *EVENT]) == 0
        assert capsys.readouterr().out == "content/articles/my-id.md\n"

    @pytest.mark.usefixtures("archive")
    def test_what_was_given_is_looked_at_before_anything_is_asked(
        self, typed: list[tuple[str, str]]
    ) -> None:
        typed += [("Headline", "Who left?")]
        assert main.main(["new", "article", "--published", "2031-04-31"]) == 2
        assert len(typed) == 1


def test_long_headlines_give_ids_cut_between_words() -> None:
    draft = drafts.ArticleDraft(title="word " * 60, outlet="Paper", published="2031-04")
    identifier = drafts.article_id(draft)
    assert identifier.startswith("paper-2031-word-word")
    assert identifier.endswith("-word")
    assert len(identifier) <= 70
