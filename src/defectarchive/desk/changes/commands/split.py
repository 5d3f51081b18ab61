"""`split`: a case that turned out to be several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from defectarchive.desk.changes.change import Change, Work
from defectarchive.desk.changes.commands.joining import put_comments
from defectarchive.desk.changes.declaring import put
from defectarchive.desk.changes.homes import add_ids, has_home, home_of, record_of
from defectarchive.desk.changes.new_content import NewContent
from defectarchive.desk.changes.read_archive import Files, ReadArchive
from defectarchive.desk.changes.references import scalar_at
from defectarchive.desk.changes.source.comments import comments_in
from defectarchive.desk.changes.source.entries import put_entry, replace_scalar, take_entry
from defectarchive.desk.changes.source.scalars import flow_source, scalar
from defectarchive.desk.changes.source.yaml_tree import MappingAt
from defectarchive.desk.changes.things import require_free, require_thing
from defectarchive.diagnostics.diagnostic import Diagnostic
from defectarchive.model.archive import Claim, Event
from defectarchive.model.ids import Kind
from defectarchive.model.records import ArticleRecord, EventRecord, Ref
from defectarchive.model.values import identity
from defectarchive.workspace.errors import WrongUsageError

INTO = "split_into"


def split(
    files: Files,
    case: str,
    new: str,
    articles: Sequence[str],
    found: Iterable[Diagnostic] = (),
) -> Change:
    """Have what these articles tell of a case be told of a new one.

    A ruling for a value that only they hold goes along. Raises WrongUsageError.
    """
    work = Work(files, found)
    read = work.read
    require_thing(read, Kind.EVENT, case)
    event = work.archive.events.get(case)
    if event is None:
        raise WrongUsageError("nothing-to-split", f"no article tells of {case} any more")
    if new not in event.split_into:
        require_free(read, Kind.EVENT, new)
    for article in articles:
        _move_entries(work.content, read, article, case, new)
    left = set(event.articles) - set(articles)
    if not left and not set(event.split_into) - {new}:
        raise WrongUsageError(
            "nothing-to-split",
            f"nothing would be left of {case}: `defectarchive rename event {case} {new}` "
            "gives it the new id",
        )
    _list(work.content, event, new, whole=not left)
    _move_rulings(work.content, read, event, articles, new)

    def where(claim: Claim) -> str:
        return new if claim.event == case and claim.article in articles else claim.event

    return work.finished({}, where=where)


def _move_entries(
    content: NewContent, read: ReadArchive, identifier: str, case: str, new: str
) -> None:
    """Put the new id into the entries of an article on a case."""
    require_thing(read, Kind.ARTICLE, identifier)
    article = read.article(identifier)
    entries = [] if article is None else [*_entries(read, article, case)]
    if article is None or not entries:
        raise WrongUsageError(
            "nothing-to-split", f"the article {identifier} has no entry on {case}"
        )
    path = article.span.path
    file = content.file(path)
    places = (file.offset(entry.span.line, entry.span.column) for entry in entries)
    content.edit(path, [replace_scalar(scalar_at(file, at), new) for at in places])


def _entries(read: ReadArchive, article: ArticleRecord, case: str) -> Iterator[Ref]:
    events = read.names.events
    return (each.event for each in article.reports if events.find(each.event.text) == case)


def _list(content: NewContent, event: Event, new: str, *, whole: bool) -> None:
    """Say in the file of the case what it became. `whole`: no article tells of it any more."""
    home = home_of(Kind.EVENT, event.id)
    if not has_home(content, Kind.EVENT, event.id):
        put(content, Kind.EVENT, event.id, [])
    add_ids(content, home, INTO, [new])
    file = content.file(home.path)
    root = file.mapping()
    if whole and root is not None and root.get("title") is None:
        # Its title came from those articles.
        content.edit(home.path, [put_entry(file, (), "title", scalar(event.title))])


def _move_rulings(
    content: NewContent, read: ReadArchive, event: Event, articles: Sequence[str], new: str
) -> None:
    """Have rulings for values that only these articles hold be of the new case."""
    record = record_of(read, Kind.EVENT, event.id)
    for ruling in record.rulings if isinstance(record, EventRecord) else ():
        value = read.names.resolve_value(ruling.value)
        fact = event.fact(ruling.property)
        holding = {
            claim.article
            for claim in (fact.claims if fact else ())
            if claim.puts_forward()
            and value is not None
            and identity(claim.value) == identity(value)
        }
        if holding and holding <= set(articles):
            _move_ruling(content, event.id, new, ruling.property)


def _move_ruling(content: NewContent, case: str, new: str, prop: str) -> None:
    source, target = home_of(Kind.EVENT, case).path, home_of(Kind.EVENT, new).path
    file = content.file(source)
    rulings = file.node(("rulings",))
    root = file.mapping()
    entry = rulings.get(prop) if isinstance(rulings, MappingAt) else None
    if root is None or not isinstance(rulings, MappingAt) or entry is None:
        return
    written = flow_source(entry.value)
    end = file.after_line(entry.value.end)
    said = comments_in(file, entry.key.start, entry.value.end if rulings.flow else end)
    if len(rulings.entries) == 1:
        content.edit(source, [take_entry(file, root, "rulings")])
    else:
        content.edit(source, [take_entry(file, rulings, prop)])
    if not has_home(content, Kind.EVENT, new):
        put(content, Kind.EVENT, new, [])
    put_comments(content, home_of(Kind.EVENT, new), said)
    other = content.file(target)
    if other.node(("rulings",)) is None:
        content.edit(target, [put_entry(other, (), "rulings", f"\n  {prop}: {written}")])
    else:
        content.edit(target, [put_entry(other, ("rulings",), prop, written)])
