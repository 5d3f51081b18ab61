"""A file in articles/ → its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from defectarchive.diagnostics.diagnostic import Diagnostic, warning
from defectarchive.diagnostics.results import Result
from defectarchive.loader.front_matter import Document
from defectarchive.loader.parts.claims import claims
from defectarchive.loader.parts.corrections import corrected, corrections
from defectarchive.loader.parts.doubts import doubts
from defectarchive.loader.parts.identities import IDENTITY_KEYS, identity_of
from defectarchive.loader.parts.reviews import read_review, review_faults
from defectarchive.loader.parts.values import NO_DATE, date_of_text, related, relays
from defectarchive.loader.yaml import nodes
from defectarchive.loader.yaml.fields import (
    Fields,
    Reader,
    boolean,
    entry,
    id_ref,
    language,
    listed,
    ref,
    text,
    url,
)
from defectarchive.loader.yaml.found import Found
from defectarchive.loader.yaml.nodes import Node, Scalar, Sequence
from defectarchive.model.dates.date import Date, parse_date
from defectarchive.model.records import (
    UNKNOWN,
    ArticleRecord,
    ClaimRecord,
    MentionRecord,
    Ref,
    ReportRecord,
    Retraction,
)
from defectarchive.model.vocabulary import (
    EVENT_PROPERTIES,
    PERSON_PROPERTIES,
    TYPE,
    Property,
    Vocabulary,
)

_ARTICLE = (
    *("title", "outlet", "published", "url", "archived", "accessed", "updated", "retracted"),
    *("language", "translated_from", "authors", "relays", "own_reporting", "draft", "events"),
    *("corrected", "corrections", *IDENTITY_KEYS, "drafted_by", "reviewed"),
)
_REPORT = (
    *("event", "title", *(prop.key for prop in EVENT_PROPERTIES.values())),
    *("summary", "related", "relays", "people"),
)
_MENTION = ("person", "as", "because", "unnamed", "members", "relays", *PERSON_PROPERTIES)

NEVER_TOLD = parse_date("XXXX")
"""The date of an article whose date of publication is unknown: no digit is given."""


def read_article(document: Document, vocabulary: Vocabulary) -> Result[ArticleRecord | None]:
    """The article; None where its outlet or its list of events cannot be read."""
    if document.fields is None:
        return None, document.diagnostics
    found = Found(document.diagnostics)
    fields = Fields(document.fields, "an article", _ARTICLE, found, document.span)
    draft = fields.optional("draft", boolean, default=False)
    # A draft is not published: a title is all that it needs.
    wanted = fields.maybe if draft else fields.required
    outlet = wanted("outlet", ref)
    reports = wanted("events", _reports(vocabulary, draft=draft))
    title = fields.required("title", text)
    published = wanted("published", _published)
    places = {key: node.span for key in _ARTICLE if (node := fields.node(key)) is not None}
    record = ArticleRecord(
        id=document.id,
        span=document.span,
        title=title or "",
        outlet=outlet or Ref("", document.span),
        published=published or NO_DATE,
        reports=reports or (),
        url=fields.optional("url", url, ""),
        archived=fields.optional("archived", url, ""),
        accessed=fields.maybe("accessed", date_of_text),
        updated=fields.maybe("updated", date_of_text),
        retracted=fields.maybe("retracted", _retraction),
        language=fields.optional("language", language, ""),
        translated_from=fields.optional("translated_from", language, ""),
        authors=fields.optional("authors", listed(text, "a list of names"), ()),
        relays=fields.optional("relays", relays, ()),
        own_reporting=fields.maybe("own_reporting", boolean),
        draft=draft,
        corrected=fields.optional("corrected", corrected, ()),
        corrections=fields.optional("corrections", corrections, ()),
        **identity_of(fields),
        drafted_by=fields.optional("drafted_by", text, ""),
        reviewed=fields.maybe("reviewed", read_review(document)),
        body=document.body,
        title_span=places.get("title"),
        url_span=places.get("url"),
        published_span=places.get("published"),
    )
    if published is not None:
        found.add(*doubts(record, places))
    found.add(*review_faults(record.reviewed, record.drafted_by, places, draft=draft))
    # After an error, an entry may be empty only because its values could not be read.
    if not draft and not any(fault.is_error for fault in found.diagnostics):
        found.add(*_empty_entries(record.reports))
    told = draft or (outlet is not None and reports is not None)
    return record if told else None, found.diagnostics


def _empty_entries(reports: Iterable[ReportRecord]) -> Iterator[Diagnostic]:
    """A warning for each entry that claims nothing and names nobody."""
    for report in reports:
        if not report.claims and not report.people:
            yield warning(
                "empty-entry",
                report.event.span,
                f"the article says nothing of {report.event.text}, and so rests on nothing there",
                "write what it says (`type`, `date`, `place`, `people` …), or take the entry out",
            )


def _published(node: Node, found: Found) -> Date | None:
    """When an article was published; `NEVER_TOLD` where the file says `unknown`."""
    unknown = isinstance(node, Scalar) and node.text.strip() == UNKNOWN
    return NEVER_TOLD if unknown else date_of_text(node, found)


def _retraction(node: Node, found: Found) -> Retraction | None:
    if not isinstance(node, nodes.Mapping):
        hint = "write retracted: {date: 2031-06-01, because: The outlet withdrew the story.}"
        found.wrong_type(node, "a mapping with `because`", hint)
        return None
    fields = Fields(node, "a retraction", ("date", "because", "url"), found)
    when = fields.maybe("date", date_of_text)
    because = fields.required("because", text)
    where = fields.optional("url", url, "")
    return None if because is None else Retraction(when, because, where)


def _reports(vocabulary: Vocabulary, *, draft: bool) -> Reader[tuple[ReportRecord, ...]]:
    read_list = listed(_report(vocabulary, draft=draft), "a list of events")

    def read(node: Node, found: Found) -> tuple[ReportRecord, ...] | None:
        if isinstance(node, Sequence) and not node.items:
            message = "an article needs at least one entry in `events`"
            hint = "write - event: and the id of what the article is about"
            found.error("missing-field", node.span, message, hint)
            return None
        return read_list(node, found)

    return read


def _report(vocabulary: Vocabulary, *, draft: bool) -> Reader[ReportRecord]:
    """An entry; one of a draft that names no event yet is passed over."""
    mentions = listed(_mention(vocabulary), "a list of people")
    read_related = related(vocabulary)

    @entry("an event's entry", _REPORT, "write - event: …")
    def read(fields: Fields) -> ReportRecord | None:
        event = (fields.maybe if draft else fields.required)("event", id_ref)
        event_claims = _claims(fields, EVENT_PROPERTIES, vocabulary)
        fields.found.add(*_several_types(event_claims))
        record = ReportRecord(
            event=event or Ref("", fields.span),
            title=fields.optional("title", text, ""),
            summary=fields.optional("summary", text, ""),
            relays=fields.maybe("relays", relays),
            claims=event_claims,
            people=fields.optional("people", mentions, ()),
            related=fields.optional("related", read_related, ()),
        )
        return None if event is None else record

    return read


def _several_types(claims: Iterable[ClaimRecord]) -> Iterator[Diagnostic]:
    """A warning where one speaker gives a case several types: one is the `type`, others `also`."""
    first: dict[str | None, ClaimRecord] = {}
    for claim in claims:
        if claim.property != TYPE or not claim.stance.affirms:
            continue
        main = first.setdefault(claim.by.text if claim.by else None, claim)
        if main.value != claim.value:
            message = "this entry gives one case several types"
            hint = "keep the main act as `type`, and write the others as `also: […]`"
            yield warning("several-types", claim.span, message, hint)


def _mention(vocabulary: Vocabulary) -> Reader[MentionRecord]:
    members = listed(ref, "a list of people")

    @entry("a person's entry", _MENTION, "write - person: …")
    def read(fields: Fields) -> MentionRecord | None:
        person = fields.required("person", ref)
        if fields.empty("because"):
            fields.missing("because", "say why this is the person, or delete the key")
        record = MentionRecord(
            person=person or Ref("", fields.span),
            called=fields.optional("as", text, ""),
            because=fields.optional("because", text, ""),
            unnamed=fields.optional("unnamed", boolean, default=False),
            members=fields.optional("members", members, ()),
            relays=fields.maybe("relays", relays),
            claims=_claims(fields, PERSON_PROPERTIES, vocabulary),
        )
        return None if person is None else record

    return read


def _claims(
    fields: Fields, properties: Mapping[str, Property], vocabulary: Vocabulary
) -> tuple[ClaimRecord, ...]:
    """The claims of an entry, property by property in the order of the vocabulary."""
    read: list[ClaimRecord] = []
    for prop in properties.values():
        node = fields.node(prop.key)
        if node is not None:
            read += claims(node, prop, vocabulary, fields.found)
    return tuple(read)
