"""Takes a person's name down: what becomes of every file, and what is left for people to do.

Whether anything of the name is left is not believed but looked for: in every file, as they are to
be, and then by whoever calls this in every page that would be made of them.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from defectarchive.checks.withholding.finder import WithheldNames, finder_of_names, has_letters
from defectarchive.checks.withholding.leaks import clean_path
from defectarchive.desk.changes.change import Change, Work
from defectarchive.desk.changes.declaring import put
from defectarchive.desk.changes.homes import has_home
from defectarchive.desk.changes.read_archive import Files, ReadArchive
from defectarchive.desk.changes.references import article_references
from defectarchive.desk.changes.reviews import renew_reviews
from defectarchive.desk.changes.safety import require_whole
from defectarchive.desk.changes.source.scalars import scalar
from defectarchive.desk.changes.takedown.content import take_down
from defectarchive.desk.changes.takedown.new_ids import (
    NewIds,
    is_taken,
    names_of_all,
    new_ids,
    others_called_so,
)
from defectarchive.desk.changes.takedown.person_file import take_name
from defectarchive.desk.changes.takedown.words import Unnamed
from defectarchive.desk.changes.things import require_id
from defectarchive.diagnostics.diagnostic import Diagnostic, first_few
from defectarchive.frozen import Frozen
from defectarchive.loader.layout import SITE_FILE, is_record_file
from defectarchive.loader.source_file import source_lines
from defectarchive.model.ids import EntityRef, Kind, fold_spelling, id_in_words, is_id
from defectarchive.model.records import MentionRecord, PersonRecord
from defectarchive.model.values import Text
from defectarchive.resolve.names.entity_names import EntityNames
from defectarchive.resolve.order import publication_key
from defectarchive.workspace.errors import WrongUsageError

NOBODY = "a person"
"""What somebody is called of whom no file says anything else."""
# A message names so many places.
_NAMED = 6
# In letters: a shorter word is part of too many names.
_TELLING = 3

Place = tuple[str, int]
"""Path and line, from 1, in a file as it was."""


class Takedown(Frozen, frozen=True):
    """What is to become of the files.

    `after`: what they come to. `suspects`: paths of all files that may have a word of a name.
    `places`: every line that changes. `left`: paths of files that hold the name and are not
    edited. `parts`: where a word of a name still stands by itself, in the files as they become.
    `other_spellings`: where the person was called what does not hold the name: that may stand
    elsewhere as well. `withhold`: the names, where they are to be listed in a file of one's
    own; they are in the content where that is not so. `person`: their id from now on.
    `unnamed`: what stands for the name.
    """

    after: ReadArchive
    suspects: frozenset[str]
    change: Change
    places: tuple[Place, ...]
    left: tuple[str, ...]
    parts: tuple[Place, ...]
    other_spellings: tuple[Place, ...]
    withhold: tuple[str, ...]
    person: str
    unnamed: Unnamed


class Order(Frozen, frozen=True):
    """What is asked for: who; the names that are to vanish; their id and descriptor from now on.

    `new` and `descriptor` may be "". `elsewhere`: the names are kept in a file of one's own.
    """

    person: str
    names: tuple[str, ...]
    new: str = ""
    descriptor: str = ""
    elsewhere: bool = False


def names_in(text: str) -> tuple[str, ...]:
    """The names, one a line. Refuses none at all, and one that could not be looked for."""
    names = tuple(dict.fromkeys(fold_spelling(line) for line in text.split("\n") if line.strip()))
    if not names:
        raise WrongUsageError(
            "takedown-names", "no name was given: what is to vanish is read from standard input"
        )
    for number, name in enumerate(names, start=1):
        if not has_letters(name):
            raise WrongUsageError("takedown-names", f"name {number} has no letters")
    return names


def taken_down(files: Files, order: Order, found: Iterable[Diagnostic] = ()) -> Takedown:
    """Take a name down in these files. Raises WrongUsageError, never with the name in it."""
    work = Work(files, found, at_once=False)
    read = work.read
    if any(each.is_error for each in (*read.more, *read.loaded.diagnostics)):
        require_whole(read)
    suspects = _suspects(files, order.names)
    withheld = finder_of_names(order.names)
    names = names_of_all(read.records)
    _check(read, names, order, withheld)
    ids = new_ids(read, names, order.person, order.new, withheld)
    person = ids.of[EntityRef(Kind.PERSON, order.person)]
    descriptor = order.descriptor or _descriptor(read, names, order.person, withheld)
    unnamed = _by_language(read, descriptor, withheld)
    spellings = tuple(_other_spellings(read, names, order.person, withheld))
    take_down(work.content, read, ids, person, unnamed, suspects)
    take_name(work.content, person, descriptor, () if order.elsewhere else order.names)
    _declare(work, ids, unnamed[""])
    renew_reviews(work.content, read)
    after = work.so_far()
    if after.errors:
        # Perhaps they were there before.
        require_whole(read)
    change = Change(files, work.content.files, work.content.moved)
    suspects = suspects.union(change.changed())
    _check_whole(after, withheld, suspects)
    left = tuple(path for path in sorted(suspects) if _is_left(path, change.after, withheld))
    return Takedown(
        after,
        suspects,
        change,
        tuple(_places(change)),
        left,
        tuple(_parts(after, order.names, withheld, suspects)),
        spellings,
        order.names if order.elsewhere else (),
        person,
        unnamed[""],
    )


def _check(read: ReadArchive, names: EntityNames, order: Order, withheld: WithheldNames) -> None:
    """Refuse what cannot be done, without a word of the name."""
    people = names.people
    if order.person not in people.declared and order.person not in people.created:
        now = people.former.get(order.person, "")
        hint = f"; they are called {now} now" if now and not withheld.is_in_path(now) else ""
        if names.organisations.find(order.person) is not None:
            # Who only speaks is taken for an organisation.
            hint = "; an organisation has it: if that is they, write a person's file of that id"
        raise WrongUsageError("unknown-thing", f"there is no person with that id{hint}")
    for record in read.records.people:
        if record.id == order.person and record.name and not withheld.is_in(record.name.text):
            place = f"{clean_path(record.name.span.path, withheld)}:{record.name.span.line}"
            raise WrongUsageError(
                "takedown-names",
                f"{place} calls them what was not given: their own name would still stand wherever "
                "it is written; give it as well, or look for a slip in what was given",
            )
    if order.new:
        require_id(order.new)
        if is_taken(read, names, order.new):
            raise WrongUsageError("id-taken", f"{order.new} is the id of something, or was once")
    if withheld.is_in_path(order.new) or withheld.is_in(order.descriptor):
        raise WrongUsageError("name-withheld", "the id or the descriptor holds the name itself")
    if others := [*others_called_so(read, names, order.person, withheld)]:
        places = first_few([clean_path(each, withheld) for each in others], _NAMED)
        raise WrongUsageError(
            "takedown-others",
            f"what was given is another person's name as well ({places}): give fuller forms of "
            "it, merge the two, or take the other one down first",
        )


def _descriptor(read: ReadArchive, names: EntityNames, person: str, withheld: WithheldNames) -> str:
    """What their file calls them, else the first article that describes them."""
    found = [each.descriptor for each in read.records.people if each.id == person]
    for article in sorted(read.records.articles, key=publication_key):
        for report in article.reports:
            for mention in report.people:
                if names.people.find(mention.person.text) == person:
                    found += _described(mention)
    usable = (each for each in found if each and not withheld.is_in(each))
    return next(usable, NOBODY)


def _described(mention: MentionRecord) -> Iterator[str]:
    for claim in mention.claims:
        if claim.property == "descriptor" and isinstance(claim.value, Text):
            yield claim.value.text


def _by_language(
    read: ReadArchive, descriptor: str, withheld: WithheldNames
) -> Mapping[str, Unnamed]:
    """What stands in the place of the name, in each language of the archive."""
    found = {"": Unnamed(withheld, descriptor)}
    for language in read.loaded.settings.languages:
        found[language] = found[""]
    for each in read.records.translations:
        is_its = each.id == "descriptor" and each.text == fold_spelling(descriptor)
        if is_its and not withheld.is_in(each.said):
            found[each.language] = Unnamed(withheld, each.said)
    return found


def _other_spellings(
    read: ReadArchive, names: EntityNames, person: str, withheld: WithheldNames
) -> Iterator[Place]:
    """Where the person is called what the names do not cover."""
    for record in read.records.people:
        if record.id == person and isinstance(record, PersonRecord):
            for form in (*((record.name,) if record.name else ()), *record.also_known_as):
                if not withheld.is_in(form.text):
                    yield form.span.path, form.span.line
    for article in read.records.articles:
        for mention in (each for report in article.reports for each in report.people):
            means = names.people.find(mention.person.text) == person
            if means and mention.called and not withheld.is_in(mention.called):
                yield mention.person.span.path, mention.person.span.line
        for reference in article_references(article, names.outlets):
            found = names.people.find(reference.text) if Kind.PERSON in reference.kinds else None
            telling = not is_id(reference.text) and not withheld.is_in(reference.text)
            if found == person and telling:
                yield reference.span.path, reference.span.line


def _declare(work: Work, ids: NewIds, unnamed: Unnamed) -> None:
    """Give a file or an entry to what only mentions knew, by the name that gave it away."""
    for thing, new in ids.of.items():
        index = ids.names.by_kind[thing.kind]
        if thing.kind in (Kind.ARTICLE, Kind.EVENT) or has_home(work.content, thing.kind, new):
            continue
        created = index.created.get(thing.id)
        if created is not None:
            called = unnamed.words(created.name or id_in_words(thing.id))
            put(work.content, thing.kind, new, [f"name: {scalar(called)}"])


def _suspects(files: Files, names: Sequence[str]) -> frozenset[str]:
    """The paths of files that may have a word of a name: most have none."""
    finder = finder_of_names([*names, *_words(names)])
    return frozenset(
        path
        for path, data in files.items()
        if finder.is_in_path(path) or finder.may_be_in(data.decode("utf-8", "replace"))
    )


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in name.split() if len(word) >= _TELLING}


def _check_whole(after: ReadArchive, withheld: WithheldNames, suspects: Collection[str]) -> None:
    """Refuse a result with an error, or with the name in it."""
    if after.errors:
        first = after.errors[0]
        place = f"{clean_path(first.span.path, withheld)}:{first.span.line}"
        said = "" if withheld.is_in(first.message) else f": {first.message}"
        raise WrongUsageError("would-break", f"the archive would have an error in {place}{said}")
    left = [
        f"{clean_path(path, withheld)}:{line}" for path, line in _holding(after, withheld, suspects)
    ]
    if left:
        raise WrongUsageError(
            "takedown-left",
            f"the name would still stand in {first_few(left, _NAMED)}: write it otherwise there, "
            "then give the command again",
        )


def _parts(
    after: ReadArchive, names: Iterable[str], withheld: WithheldNames, suspects: Collection[str]
) -> Iterator[Place]:
    """Where a word of a name of several stands by itself: a first name may tell enough."""
    parts = finder_of_names(word for word in _words(names) if not withheld.is_in(word))
    return _holding(after, parts, suspects)


def _holding(
    after: ReadArchive, withheld: WithheldNames, suspects: Collection[str]
) -> Iterator[Place]:
    """Where names stand in the files that are read, but for those that withhold them."""
    for path, data in sorted(after.files.items()):
        if path in suspects and (is_record_file(path) or path == SITE_FILE):
            yield from ((path, line) for line in _lines_with(after, path, data, withheld))


def _lines_with(
    after: ReadArchive, path: str, data: bytes, withheld: WithheldNames
) -> Iterator[int]:
    """The lines of one of these files."""
    listed = {
        name.span.line
        for person in after.records.people
        if person.span.path == path
        for name in person.withhold
    }
    text = "\n".join(source_lines(data))
    yield from sorted({line for line, _, _ in withheld.places(text)} - listed)
    if withheld.is_in_path(path):
        yield 1


def _is_left(path: str, files: Files, withheld: WithheldNames) -> bool:
    """Whether a file that is not edited holds the name."""
    if is_record_file(path) or path == SITE_FILE or path not in files:
        return False
    return withheld.is_in_path(path) or withheld.is_in(files[path].decode("utf-8", "replace"))


def _places(change: Change) -> Iterator[Place]:
    """Every line of the files as they were that changes or goes."""
    now = {before: after for after, before in change.moved.items()}
    for path in sorted(change.before):
        old = source_lines(change.before[path])
        new = source_lines(change.after.get(now.get(path, path), b""))
        moved = now.get(path, path) != path
        lines = [*changed_lines(old, new)] if old != new else []
        yield from ((path, line) for line in (lines or ([1] if moved else [])))


def changed_lines(old: Sequence[str | bytes], new: Sequence[str | bytes]) -> Iterator[int]:
    """The numbers, from 1, of the lines that are no longer as they were."""
    most = min(len(old), len(new))
    # Looking for what is alike takes the square of the lines; mostly few of them have changed.
    head = next((at for at in range(most) if old[at] != new[at]), most)
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    between = (old[head : len(old) - tail], new[head : len(new) - tail])
    for tag, start, end, _, _ in difflib.SequenceMatcher(
        None, *between, autojunk=False
    ).get_opcodes():
        if tag in ("replace", "delete"):
            yield from range(head + start + 1, head + end + 1)
        elif tag == "insert":
            yield max(1, head + start)
