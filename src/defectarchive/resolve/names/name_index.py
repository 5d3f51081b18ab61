"""Who and what is meant: mentions to ids, within one kind of thing.

A mention is looked up as an id, then as an exact spelling, then by its slug as an id; failing
that it may create a thing under that slug.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from defectarchive.diagnostics.diagnostic import Diagnostic, Span, error, warning
from defectarchive.diagnostics.similar_words import alike, alike_names, closeness
from defectarchive.frozen import Frozen
from defectarchive.model.ids import (
    ID_LENGTH,
    Kind,
    fold_spelling,
    id_in_words,
    is_id,
    slug,
    spelling_key,
    without_accents,
)
from defectarchive.model.records import Ref, Spelling
from defectarchive.resolve.names.ambiguous_names import (
    ambiguous_reference,
    ambiguous_spelling,
    former_id_of_two,
    home_of,
    merged_into_itself,
    reused_by_another,
    same_slug,
)
from defectarchive.resolve.names.placeholders import (
    begins_like_a_placeholder,
    is_placeholder,
    placeholder,
    placeholder_name,
)
from defectarchive.trace import NumbersOf, Trace

_CALLED_BY_ID = {Kind.ARTICLE, Kind.EVENT}
# A form of a name shares a word this long with an id that it belongs to, in letters.
_SHARED_WORD = 3


class DeclaredEntity(Frozen, frozen=True):
    """A thing that has a file or a register entry of its own.

    Two kinds of id lead to it: `former`, its own earlier ones, and `merged`, those of things that
    turned out to be it. `not_same_as`: ids of its namesakes.
    """

    id: str
    span: Span
    spellings: tuple[Spelling, ...] = ()
    former: tuple[Ref, ...] = ()
    merged: tuple[Ref, ...] = ()
    not_same_as: tuple[Ref, ...] = ()


class CreatedEntity(Frozen, frozen=True):
    """A thing that exists because it was mentioned. `name` is None while only ids mention it."""

    id: str
    span: Span
    name: str | None

    @property
    def readable(self) -> str:
        return self.name or id_in_words(self.id)


class MatchedBy(enum.Enum):
    """How a mention was matched."""

    ID = enum.auto()
    SPELLING = enum.auto()
    SLUG = enum.auto()


class Match(NamedTuple):
    """The ids that a mention may mean, several for namesakes; and how they were matched."""

    ids: tuple[str, ...]
    how: MatchedBy


class WrittenForm(NamedTuple):
    """A form of a name as it was first written, and the articles that use it, in order."""

    text: str
    articles: list[str]


class NameIndex:
    """The ids and names of all things of one kind. `collect_names` fills it; then it is read."""

    def __init__(self, kind: Kind, declared: Iterable[DeclaredEntity]) -> None:
        self.kind = kind
        self._found: list[Diagnostic] = []
        self._trace: Trace | None = None
        self._numbers = NumbersOf(kind)
        self.declared = {thing.id: thing for thing in declared}
        self.created: dict[str, CreatedEntity] = {}
        self.former: dict[str, str] = {}
        self._forms: dict[str, dict[str, WrittenForm]] = {}
        self._holders: dict[str, dict[str, Span]] = {}
        for thing in self.declared.values():
            for old in (*thing.former, *thing.merged):
                self._retire(thing, old)
        for thing in self.declared.values():
            for spelling in thing.spellings:
                self._hold(thing, spelling)
        # How many names, joined by `&`, may be one name on file.
        self.most_joined = 1 + max((key.count(" & ") for key in self._holders), default=0)
        # By slug, the namesakes who share it: words with this slug match all of them.
        self._shared: dict[str, tuple[str, ...]] = {}
        for key, holders in self._holders.items():
            identifier = slug(key)
            if len(holders) > 1 and identifier:
                others = self._shared.get(identifier, ())
                self._shared[identifier] = tuple(dict.fromkeys((*others, *holders)))

    def _hold(self, thing: DeclaredEntity, spelling: Spelling) -> None:
        holders = self._holders.setdefault(spelling_key(spelling.text), {})
        for other, where in holders.items():
            if other != thing.id and not self._parted(thing, self.declared[other]):
                fault = ambiguous_spelling(self.kind, spelling, other, where, thing.id)
                self._found.append(fault)
                return
        holders.setdefault(thing.id, spelling.span)

    def _parted(self, one: DeclaredEntity, other: DeclaredEntity) -> bool:
        """Whether one of two things says that it is not the other."""
        return any(
            self.former.get(ref.text, ref.text) == that.id
            for this, that in ((one, other), (other, one))
            for ref in this.not_same_as
        )

    def withdraw(self, ids: Collection[str]) -> None:
        """Forget declared things: they were looked at for conflicts, but do not exist."""
        for identifier in ids:
            del self.declared[identifier]
        self.former = {old: now for old, now in self.former.items() if now not in ids}

    def _retire(self, thing: DeclaredEntity, old: Ref) -> None:
        if old.text == thing.id:
            if old not in thing.former:  # else it took its own id back
                self._found.append(merged_into_itself(old))
            return
        holder = self.former.setdefault(old.text, thing.id)
        if old.text in self.declared:
            taken = self.declared[old.text].span
            self._found.append(reused_by_another(self.kind, old, thing.id, taken))
        elif holder != thing.id:
            self._found.append(former_id_of_two(old, holder, thing.id))

    @property
    def _home(self) -> str:
        return "its file" if self.kind is Kind.PERSON else home_of(self.kind, "")

    def note_in(self, trace: Trace) -> None:
        """From now on, note in `trace` what is looked up."""
        self._trace = trace

    def _note(self, text: str) -> None:
        if self._trace is not None:
            self._trace.note(self._numbers[text])

    @property
    def asked(self) -> AbstractSet[str]:
        """All words that have been looked up since that is noted."""
        return self._numbers.keys()

    def answer(self, text: str) -> tuple[Match | None, bool, int]:
        """All that looking up these words may give, which is noted nowhere."""
        return self._match(text), self._is_on_file(text), self.most_joined

    def match(self, text: str) -> Match | None:
        """What the mention may mean, or None."""
        self._note(text)
        return self._match(text)

    def _match(self, text: str) -> Match | None:
        if text in self.declared or text in self.created:
            return Match((text,), MatchedBy.ID)
        if text in self.former:
            return Match((self.former[text],), MatchedBy.ID)
        held = self._holders.get(spelling_key(text))
        if held is not None:
            return Match(tuple(held), MatchedBy.SPELLING)
        identifier = slug(text)
        if identifier in self._shared:
            return Match(self._shared[identifier], MatchedBy.SLUG)
        if identifier in self.declared or identifier in self.created:
            return Match((identifier,), MatchedBy.SLUG)
        former = self.former.get(identifier)
        return None if former is None else Match((former,), MatchedBy.SLUG)

    def is_on_file(self, text: str) -> bool:
        """Whether it is an id or a spelling of something declared."""
        self._note(text)
        return self._is_on_file(text)

    def _is_on_file(self, text: str) -> bool:
        return text in self.declared or spelling_key(text) in self._holders

    def find(self, text: str) -> str | None:
        """The id of the thing that the mention means, or None.

        Of namesakes the first: `doubt_about` reports them, and no other error should follow.
        """
        meant = self.match(text)
        return None if meant is None else meant.ids[0]

    def doubt_about(self, ref: Ref) -> Diagnostic | None:
        """What is doubtful about a mention that was found, if anything.

        An error where namesakes share it, a warning where nothing but the slug is alike.
        """
        meant = self.match(ref.text)
        if meant is None or self.kind in _CALLED_BY_ID:
            return None
        if len(meant.ids) > 1:
            return ambiguous_reference(self.kind, ref, meant.ids)
        if meant.how is MatchedBy.SLUG and not self._is_called(meant.ids[0], ref.text):
            called = next(iter(self.spellings(meant.ids[0])), "")
            return same_slug(self.kind, ref, meant.ids[0], called)
        return None

    def _is_called(self, identifier: str, text: str) -> bool:
        """Whether the words are the thing's id or a spelling of it, ignoring case and accents."""
        plain = without_accents(text)
        if plain == slug(text):
            return True
        return any(plain == without_accents(form) for form in self.spellings(identifier))

    def spellings(self, identifier: str) -> tuple[str, ...]:
        """The name of a thing that exists, and its other spellings on file."""
        if identifier in self.created:
            return (self.created[identifier].readable,)
        return tuple(fold_spelling(each.text) for each in self.declared[identifier].spellings)

    def also_known_as(self, identifier: str) -> tuple[str, ...]:
        """Its other spellings on file, and the words of mentions that differ from all of these."""
        forms = self.forms(identifier, self.spellings(identifier))
        return tuple(form.text for form in forms.values())[1:]

    def find_or_create(self, ref: Ref) -> str | None:
        """The id of the thing that the mention means; None, and an error, where it gives no id."""
        identifier = self.create(ref)
        self.record_mention(ref)
        return identifier

    def create(self, ref: Ref) -> str | None:
        """Like `find_or_create`, but what is created gets no name yet."""
        identifier = self.find(ref.text) or self._new_id(ref)
        if identifier is not None and identifier not in self.declared:
            self.created.setdefault(identifier, CreatedEntity(identifier, ref.span, None))
        return identifier

    def record_mention(self, ref: Ref, article: str = "") -> None:
        """Record the words of a mention as a form of the name, unless they are an id.

        A created thing without a name gets these words as its name, unless they look like an id.
        `article`: id of the article that uses these words itself, "" where only the editor does.
        """
        meant = self.match(ref.text)
        if meant is None or meant.how is MatchedBy.ID:
            return
        if len(meant.ids) == 1:
            known = self.created.get(meant.ids[0])
            if known is not None and known.name is None and not is_id(ref.text):
                self.created[known.id] = CreatedEntity(
                    known.id, known.span, fold_spelling(ref.text)
                )
            self.record_form(meant.ids[0], ref.text, article)
        doubt = self.doubt_about(ref)
        if doubt is not None:
            self._found.append(doubt)

    def record_form(self, identifier: str, form: str, article: str = "") -> None:
        """Keep a form of the thing's name, and which article uses it, if any does."""
        forms = self._forms.setdefault(identifier, {})
        articles = forms.setdefault(
            spelling_key(form), WrittenForm(fold_spelling(form), [])
        ).articles
        if article and article not in articles[-1:]:
            articles.append(article)

    def name_by_forms(self, but_not: Collection[str]) -> None:
        """Name each thing that only ids mention by its first form that shares a word with the id.

        `but_not`: ids of people whom articles call unnamed.
        """
        for thing in list(self.created.values()):
            if thing.name is None and thing.id not in but_not:
                words = {word for word in thing.id.split("-") if _is_long(word)}
                for form in self._forms.get(thing.id, {}).values():
                    if words.intersection(slug(form.text).split("-")):
                        self.created[thing.id] = CreatedEntity(thing.id, thing.span, form.text)
                        break

    def forms(self, identifier: str, own: Iterable[str]) -> dict[str, WrittenForm]:
        """Each form of the name once, by spelling key: those in `own` first, then recorded ones."""
        found: dict[str, WrittenForm] = {}
        for form in own:
            found.setdefault(spelling_key(form), WrittenForm(fold_spelling(form), []))
        for key, used in self._forms.get(identifier, {}).items():
            found.setdefault(key, WrittenForm(used.text, [])).articles.extend(used.articles)
        return found

    def _new_id(self, ref: Ref) -> str | None:
        if is_placeholder(ref.text):
            self._found.append(placeholder(self.kind, ref))
            return None
        identifier = slug(ref.text)
        if not identifier:
            self._found.append(
                error(
                    "empty-slug",
                    ref.span,
                    f'no id can be made of "{ref.text}": nothing of it is a letter or a digit',
                    f"write an id here, and give the {self.kind} this name in {self._home}",
                )
            )
            return None
        if len(identifier) > ID_LENGTH:
            self._found.append(
                error(
                    "long-name",
                    ref.span,
                    f"the id that this name gives has {len(identifier)} characters; "
                    f"at most {ID_LENGTH} can stand in an address",
                    f"write a short id here, and give the {self.kind} this name in {self._home}",
                )
            )
            return None
        return identifier

    @cached_property
    def _near(self) -> FuzzyIndex:
        """An index of all names. Made when first used, which must be after all are filled in."""
        created = (thing.readable for thing in self.created.values())
        spellings = [*self._spellings, *self.declared, *created]
        return FuzzyIndex(spellings, self._are_alike)

    def _are_alike(self, word: str, spelling: str) -> bool:
        """Whether `word` may be a slip for `spelling`.

        For people on file, middle names may differ too. Not for names that only articles have:
        too many of those differ by nothing else.
        """
        on_file = self.kind is Kind.PERSON and spelling in self._spellings
        return alike_names(word, spelling) if on_file else alike(word, spelling)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """Every spelling on file, and the id of the first thing that has it."""
        found: dict[str, str] = {}
        for thing in self.declared.values():
            for spelling in thing.spellings:
                found.setdefault(fold_spelling(spelling.text), thing.id)
        return found

    def nearest(self, text: str) -> str | None:
        """The known id or spelling for which `text` is probably a slip, else None."""
        return self._near.to(text, but_not={text})

    def diagnostics(self, told: Collection[Span]) -> Iterator[Diagnostic]:
        """Mistakes in names, then a warning for each created thing with the nearest spelling.

        `told`: places of mentions for which a more precise warning exists.
        """
        yield from self._found
        following = _after_a_comma(self.created.values())
        for thing in self.created.values():
            called = thing.name or thing.id
            if thing.span not in told:
                yield self._created_warning(thing, following)
            if begins_like_a_placeholder(called):
                yield placeholder_name(self.kind, Ref(called, thing.span), thing.id)

    def _created_warning(
        self, thing: CreatedEntity, following: Mapping[str, CreatedEntity]
    ) -> Diagnostic:
        nearest = self._near.to(thing.readable, but_not={thing.readable, thing.id})
        hint = f"if this is right, declare it in {home_of(self.kind, thing.id)}"
        if self.kind is not Kind.PERSON:
            hint += f", as {thing.id}"
        if nearest is not None:
            holder = self._spellings.get(nearest, nearest)
            of = f" ({holder})" if holder != nearest else ""
            join = self._how_to_join(thing, holder)
            hint = f'did you mean "{nearest}"{of}? {join}{hint}'
        if thing.id in following:
            whole = f"{thing.name}, {following[thing.id].name}"
            hint += f'; a comma in […] ends an item: if this is one, quote it: "{whole}"'
        return warning(
            f"created-{self.kind}",
            thing.span,
            f'no {self.kind} is known as "{thing.name or thing.id}": created {thing.id}',
            hint,
        )

    def _how_to_join(self, thing: CreatedEntity, holder: str) -> str:
        """How to say that a new spelling is of somebody known."""
        if self.kind is not Kind.PERSON or holder not in self.declared:
            return ""
        words = thing.readable
        return (
            f"then write `person: {holder}` with `as: {words}`, "
            f"or add {words} to `also_known_as` in {home_of(self.kind, holder)}; "
        )


def _after_a_comma(created: Collection[CreatedEntity]) -> dict[str, CreatedEntity]:
    """For a created thing's id, the one created by the next item of the same list in brackets.

    Both may be one name that an unquoted comma cut in two. Quoted items are left out.
    """
    plain = [thing for thing in created if thing.name and _width(thing.span) == len(thing.name)]
    ends = {(thing.span.path, thing.span.line, thing.span.end): thing for thing in plain}
    found: dict[str, CreatedEntity] = {}
    for thing in plain:
        for gap in (len(","), len(", ")):
            before = ends.get((thing.span.path, thing.span.line, thing.span.column - gap))
            if before is not None:
                found[before.id] = thing
    return found


def _width(span: Span) -> int:
    return span.end - span.column


def _is_long(word: str) -> bool:
    return sum(map(str.isalpha, word)) >= _SHARED_WORD


class FuzzyIndex:
    """Finds the known spelling nearest to a word, among very many, by shared trigrams."""

    _COMMON = 400  # a trigram in more spellings than this tells too little
    _LOOKED_AT = 24

    def __init__(self, spellings: Iterable[str], are_alike: Callable[[str, str], bool]) -> None:
        self._spellings = sorted(set(spellings))
        self._are_alike = are_alike
        self._index: dict[str, list[int]] = {}
        for number, spelling in enumerate(self._spellings):
            for gram in _trigrams(spelling):
                self._index.setdefault(gram, []).append(number)

    def to(self, word: str, but_not: set[str]) -> str | None:
        """The nearest spelling that may be meant by `word`, else None."""
        shared: Counter[int] = Counter()
        for gram in _trigrams(word):
            numbers = self._index.get(gram, ())
            if len(numbers) <= self._COMMON:
                shared.update(numbers)
        likely = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[: self._LOOKED_AT]
        found = [
            spelling
            for spelling in (self._spellings[number] for number, _ in likely)
            if spelling not in but_not and self._are_alike(word, spelling)
        ]
        return min(found, key=lambda each: closeness(word, each), default=None)


def _trigrams(text: str) -> set[str]:
    padded = f"  {text.casefold()} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
