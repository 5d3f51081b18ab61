"""`merge`: two things that turned out to be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.desk.changes.change import Change, Work
from defectarchive.desk.changes.commands.joining import is_null, join_fields, put_comments
from defectarchive.desk.changes.declaring import declare
from defectarchive.desk.changes.homes import Home, add_ids, has_home, home_of, record_of
from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import Files, ReadArchive
from defectarchive.desk.changes.references import follow, words_for
from defectarchive.desk.changes.source.comments import comments_in
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.entries import put_items, take_entry, take_item
from defectarchive.desk.changes.source.scalars import scalar
from defectarchive.desk.changes.source.yaml_tree import scalars
from defectarchive.desk.changes.things import require_thing
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.loader.parts.reviews import REVIEWED
from defectarchive.model.ids import EntityRef, Kind, spelling_key
from defectarchive.model.records import PersonRecord, PlaceRecord, RegisterRecord
from defectarchive.workspace.errors import WrongUsageError

MERGED, FORMER = "merged_from", "former_ids"
_OF_ALL_CLAIMS = ("relays", "own_reporting", "retracted")
_OF_THE_OTHER = (FORMER, MERGED, "name", "unnamed", REVIEWED)


def merged(
    files: Files, kind: Kind, one: str, into: str, found: Iterable[Diagnostic] = ()
) -> Change:
    """Make one thing of two: what is said of `one` is said of `into`, to which its ids lead.

    Raises WrongUsageError, also where the two files say different things: nothing is decided here.
    """
    work = Work(files, found)
    content, read = work.content, work.read
    require_thing(read, kind, one)
    require_thing(read, kind, into)
    if one == into:
        raise WrongUsageError("said-to-differ", f"{one} is one thing already")
    _check_not_parted(read, kind, one, into)
    _check_names(work, kind, one, into)
    _settle_guesses(content, read, kind, one, into)
    follow(content, work.so_far(), kind, one, into)
    home = home_of(kind, into)
    if not has_home(content, kind, into):
        declare(content, read, kind, into, into)
    if has_home(content, kind, one):
        _join(content, kind, home_of(kind, one), home, one, into)
    add_ids(content, home, MERGED, (old for old in _ids(read, kind, one) if old != into))
    if kind not in (Kind.ARTICLE, Kind.EVENT):
        _keep_spellings(content, read, kind, one, into)
    vouched = kind is not Kind.ARTICLE or _is_vouched_for(read, one)
    became = {EntityRef(kind, one): EntityRef(kind, into)}
    return work.finished(became, unvouched=() if vouched else (home.path,))


def _ids(read: ReadArchive, kind: Kind, one: str) -> Iterator[str]:
    """All that led to a thing, and its own id."""
    record = record_of(read, kind, one)
    if record is not None:
        yield from (old.text for old in record.former_ids)
    yield one
    if record is not None:
        yield from (old.text for old in record.merged_from)


def _check_not_parted(read: ReadArchive, kind: Kind, one: str, into: str) -> None:
    """Refuse two of which a file says that they are not the same."""
    names = read.names.by_kind[kind]
    for this, that in ((one, into), (into, one)):
        record = record_of(read, kind, this)
        for ref in () if record is None else record.not_same_as:
            if names.find(ref.text) == that:
                raise WrongUsageError(
                    "said-to-differ",
                    f"{ref.span.path}:{ref.span.line} says that {this} is not {that}; "
                    "take that out first, if it was wrong",
                )


def _check_names(work: Work, kind: Kind, one: str, into: str) -> None:
    """Refuse to give somebody without a name the name of another in passing."""
    people = work.archive.people
    if kind is Kind.PERSON and people[into].unnamed and not people[one].unnamed:
        raise WrongUsageError(
            "fields-differ",
            f"{into} has no name and {one} has one: merge them the other way round",
        )


def _settle_guesses(
    content: NewContent, read: ReadArchive, kind: Kind, one: str, into: str
) -> None:
    """Take out that one may be the other: now it is said that they are."""
    for this, that in ((one, into), (into, one)):
        record = record_of(read, kind, this)
        if not isinstance(record, PersonRecord):
            continue
        guesses = [read.names.people.find(guess.person.text) for guess in record.may_be]
        for number in reversed(range(len(guesses))):
            if guesses[number] == that:
                path = record.span.path
                file = content.file(path)
                edit = take_item(file, (), "may_be", number)
                content.edit(path, [edit])
                # What stood beside the guess may be what settled it.
                put_comments(content, home_of(kind, this), comments_in(file, edit.start, edit.end))


def _join(content: NewContent, kind: Kind, source: Home, target: Home, one: str, into: str) -> None:
    """Put one file or entry into the other, and take it away."""
    differing = _said_once(content, source, target) if kind is Kind.ARTICLE else []
    differing += join_fields(content, source, target, _OF_THE_OTHER)
    if source.entry:
        file = content.file(source.path)
        register = file.mapping()
        if register is not None:
            content.edit(source.path, [take_entry(file, register, one)])
    else:
        differing += _join_bodies(content, source.path, target.path)
        content.delete(source.path)
    if kind is Kind.ARTICLE:
        if content.has_copy(one) and content.has_copy(into):
            differing.append("the kept copy")
        content.rename_copy(one, into)
    if differing:
        raise WrongUsageError(
            "fields-differ",
            f"{one} and {into} differ in {', '.join(differing)}: decide which is right, "
            f"and write the same in both, or put what one says elsewhere",
        )


def _said_once(content: NewContent, source: Home, target: Home) -> list[str]:
    """What one article says of all that it claims, and the other does not say at all."""
    files = (content.file(source.path), content.file(target.path))
    return [
        key
        for key in _OF_ALL_CLAIMS
        if len({(node := file.node((key,))) is None or is_null(node) for file in files}) > 1
    ]


def _join_bodies(content: NewContent, source: str, target: str) -> list[str]:
    """Put one body below the other, in every language; where that would hide one, which."""
    ours, theirs = content.file(source), content.file(target)
    there = dict(content.translations(target))
    said = dict(content.translations(source))
    wrong = [
        f"what is translated into {language}"
        for language in sorted({*said, *there})
        if (language not in there and theirs.body_text.strip())
        or (language not in said and ours.body_text.strip())
    ]
    for language, path in said.items():
        if language in there:
            words = content.file(path).text
            _append(content, there[language], words)
            content.delete(path)
        else:
            content.move(path, f"{target.removesuffix('.md')}.{language}.md")
    _append(content, target, ours.body_text)
    return wrong


def _append(content: NewContent, path: str, words: str) -> None:
    """Put words below a body that does not say the same."""
    file = content.file(path)
    if words.strip() and words.strip() != file.body_text.strip():
        between = "" if not file.body_text.strip() else "\n"
        ending = "" if not file.body_text or file.text.endswith("\n") else "\n"
        end = len(file.text)
        content.edit(path, [Edit(end, end, ending + between + words.lstrip("\n"))])


def _keep_spellings(
    content: NewContent, read: ReadArchive, kind: Kind, one: str, into: str
) -> None:
    """Put what the one is called among the spellings of the other, so that it is found by them."""
    record, other = record_of(read, kind, one), record_of(read, kind, into)
    words = [*_spellings(record)] or _created_name(read, kind, one)
    words += words_for(read, kind, one)
    own = [*_spellings(other)] or [*read.names.by_kind[kind].spellings(into)]
    known = {spelling_key(each) for each in own}
    new: dict[str, str] = {}
    for each in words:
        if spelling_key(each) not in known:
            new.setdefault(spelling_key(each), each)
    home = home_of(kind, into)
    file = content.file(home.path)
    there = _listed_spellings(content, home)
    items = [scalar(each) for key, each in new.items() if key not in there]
    content.edit(home.path, put_items(file, home.entry, "also_known_as", items))


def _listed_spellings(content: NewContent, home: Home) -> set[str]:
    """What the list of spellings has by now: those of the other's list were put into it."""
    listed = content.file(home.path).node((*home.entry, "also_known_as"))
    return {spelling_key(node.text) for _, node in scalars(listed)}


def _spellings(record: object) -> Iterator[str]:
    if isinstance(record, PersonRecord | RegisterRecord | PlaceRecord):
        if record.name is not None:
            yield record.name.text
        yield from (each.text for each in record.also_known_as)


def _created_name(read: ReadArchive, kind: Kind, one: str) -> list[str]:
    """The name of what is only mentioned, where some article has given one."""
    created = read.names.by_kind[kind].created.get(one)
    return [created.name] if created is not None and created.name else []


def _is_vouched_for(read: ReadArchive, article: str) -> bool:
    """Whether somebody has reviewed the file as it stands."""
    record = read.article(article)
    return record is not None and record.reviewed is not None and record.reviewed.fresh
