"""A small archive to start from: two papers on one case, who agree on all but the date."""

from __future__ import annotations

_SITE = """\
# The site as a whole. Only the title is required.
title: Harbour Masters
description: Harbour masters who resigned, and who says so. An invented example; replace it.
base_url: https://archive.example.org/
language: en
licence: CC BY 4.0
# Words of your own, besides those that ship (resignation, arrest, expulsion …):
# vocabulary:
#   event_types:
#     transfer: {label: Transfer, plural: Transfers}
"""

_OUTLETS = """\
# Who publishes the articles. An outlet that is not here is created, with a warning.
harbour-gazette:
  name: Harbour Gazette
  also_known_as: [The Gazette]
  country: IE
  language: en
  kind: newspaper
  url: https://gazette.example.org/
island-radio:
  name: Island Radio
  country: IE
  language: en
  kind: broadcaster
"""

_ORGANISATIONS = """\
# Services, ministries, firms: they employ people, act, and speak.
port-authority:
  name: Port Authority
  country: IE
"""

_PLACES = """\
# Where things happen. `within` names the place around it.
example-island:
  name: Example Island
  country: IE
north-quay:
  name: North Quay
  lat: 53.3
  lon: -6.1
  within: example-island
"""

_GAZETTE = """\
---
# One file is one source article; the file's name is its id.
title: Harbour master leaves North Quay
outlet: harbour-gazette
published: 2031-04-13
url: https://gazette.example.org/harbour-master-leaves
accessed: 2031-05-01
events:
  - event: north-quay-resignation-2031     # the case exists because an article reports it
    title: The harbour master of North Quay resigns
    type: resignation
    date: 2031-04-11
    place: North Quay
    status: confirmed
    organisations: [Port Authority]
    motive:                                # a claim: who says it, how, and in which words
      - {value: the new tariffs, by: ada-quay, stance: asserts, wording: "I will not collect them"}
    summary: Ada Quay gave up her post after eleven years.
    people:
      - person: ada-quay
        role: subject
        position: harbour master
        organisation: Port Authority
---
The *Gazette* spoke with [[ada-quay]] on the day she left. Replace this text with a summary in your
own words; `[[id]]` becomes a link, as in [[north-quay-resignation-2031|the case]].
"""

_RADIO = """\
---
title: Quay resigned last week, Gazette says
outlet: island-radio
published: 2031-04-14
accessed: 2031-05-01
relays: [harbour-gazette]                  # it rests on the Gazette: an echo is no second source
own_reporting: true                        # but it asked the Port Authority as well
events:
  - event: north-quay-resignation-2031
    type: resignation
    date: "2031-04-07/2031-04-10"          # "in the week before": dates are as vague as the source
    place: North Quay
    statements:
      - {value: A successor will be named in May., by: port-authority, relays: []}
    people:
      - {person: ada-quay, role: subject, as: A. Quay, position: harbour master}
---
The radio repeats the newspaper, and places the day a little earlier. Where sources disagree, the
case page shows both dates and who says which.
"""

_PERSON = """\
---
name: Ada Quay
also_known_as: [A. Quay]
nationality: IE
---
Harbour master of North Quay until 2031. People need a file only where there is something to say.
"""

_EVENT = """\
---
rulings:
  date: {value: 2031-04-11, because: The Gazette spoke with her that day.}
---
Notes on the case, in Markdown. A case needs a file only for notes, rulings and corrections.
"""

_ABOUT = """\
---
title: About
order: 1
---
Say here what this archive is, how it is made, and how to ask for a correction.
"""

_README = """\
    defectarchive serve                 show the pages while you edit
    defectarchive check                 find mistakes, and what is open
    defectarchive build                 content/ into build/site
    defectarchive new article --help    the next article
    defectarchive clip --help           the next article, from its page
    defectarchive keep --help           the copy of an article, to check quotations against

A new article is a draft: delete its line `draft: true`, and it is published with the next build.
"""

STARTER = {
    ".gitignore": "/build/\n/sources/\n",
    "README.md": f"# An evidence-based archive\n\nCommands:\n\n{_README}",
    "content/site.yaml": _SITE,
    "content/outlets.yaml": _OUTLETS,
    "content/organisations.yaml": _ORGANISATIONS,
    "content/places.yaml": _PLACES,
    "content/articles/gazette-2031-harbour-master-leaves.md": _GAZETTE,
    "content/articles/radio-2031-quay-resigned.md": _RADIO,
    "content/people/ada-quay.md": _PERSON,
    "content/events/north-quay-resignation-2031.md": _EVENT,
    "content/pages/about.md": _ABOUT,
}
"""Path in the archive's folder → text."""
