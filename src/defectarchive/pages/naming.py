"""What things are called, and bodies with their links resolved to paths."""

from __future__ import annotations

from defectarchive.model.archive import Archive, Prose
from defectarchive.model.ids import Kind, Thing
from defectarchive.pages import routes
from defectarchive.pages.items import Link, ProseView


def name_of(archive: Archive, thing: Thing) -> str:
    """The name or title of anything that has a page."""
    match thing.kind:
        case Kind.EVENT.value:
            return (archive.events.get(thing.id) or archive.splits[thing.id]).title
        case Kind.ARTICLE.value:
            return archive.articles[thing.id].title
        case Kind.PERSON.value:
            return archive.people[thing.id].name
        case Kind.OUTLET.value:
            return archive.outlets[thing.id].name
        case Kind.ORGANISATION.value:
            return archive.organisations[thing.id].name
        case _:
            return archive.places[thing.id].name


def prose_view(archive: Archive, prose: Prose) -> ProseView:
    """A body, each link with a label and a path."""
    links = (
        Link(link.label or name_of(archive, link.thing), routes.thing(link.thing))
        for link in prose.links
    )
    return ProseView(prose.parts, tuple(links), prose.language)
