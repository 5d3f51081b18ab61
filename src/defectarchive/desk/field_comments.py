"""What new files have as comments: every field of the format that nobody has filled in yet.

An option is a line that begins with a hash, a space and the key, or goes on with one: without
these two characters it is YAML. Tests hold all of them to what the loader reads.
"""

from __future__ import annotations

AFTER_ACCESSED = """\
# updated: 2031-04-20             # when the outlet last changed it; code what it says now
# corrected:                      # what the outlet itself put right in it
#   - {date: 2031-04-20, text: The rank was wrong., url: "https://example.org/corrections"}
# retracted: {date: 2031-06-01, because: It was withdrawn., url: "https://example.org/withdrawn"}
"""

RELAYS = """\
# relays:                         # what it rests on; nearest first, the end is the origin
#   - Example Wire > Example TV   # two items: on one of them at least, and it does not say which
#   - Island Radio & Port News    # on each of them
#   - unknown                     # on somebody whom it does not name
"""

AFTER_RELAYS = """\
# own_reporting: true             # it passes something on and found something out itself
# former_ids: [former-id]         # ids that this file had; its old pages lead here
# merged_from: [other-id]         # ids of other files that turned out to be the same article
# not_same_as: [similar-id]       # an article that looks the same and is another
# corrections:                    # what this archive had wrong about it
#   - {date: 2031-06-01, text: The headline was given wrongly until today.}
# drafted_by: program             # who wrote this file, where it was not you
# reviewed: {by: A. Editor, date: 2031-06-01, of: 8f14e45fceea167a}   # defectarchive review
"""

ENTRY = """\
# title: One line that names the case
# type: resignation               # the main act
# also: [border-crossing]         # further acts in the same case
# date: "2031-04-10/2031-04-12"   # EDTF, no more exact than what the article says
# place: North Quay
# point: {lat: 53.3, lon: -6.1, within_km: 2}   # where exactly, and how exactly
# from: PT                        # the state whose person or mission it is
# to: IS
# count: 2                        # or a range: 2..5, 21.., ..5
# status: confirmed
# organisations: [Port Authority]
# motive:                         # any property may be a claim, or a list of claims
#   - value: money
#     by: Port Authority          # who says it in the article: a person or an organisation
#     stance: alleges             # or confirms, estimates, doubts, denies, unaware, declines
#     hedge: it is thought        # the source's own words of caution
#     wording: "for money"        # what the article says, word for word
#     note: A remark of yours.
#     relays: [Island Radio]      # what this claim alone rests on
# statements:                     # what else the article says
#   - {value: The post is still vacant., by: ada-quay}
# summary: One or two sentences in your own words.
# related:
#   - {event: another-case, kind: follows}
# relays: [Island Radio]          # what this entry rests on, in place of the article's
# people:
#   - person: ada-quay
#     as: A. Quay                 # how this article spells the name
#     role: subject
#     age: 43
#     nationality: PT
#     position: harbour master
#     organisation: Port Authority
#     motive: the new tariffs     # if it is said of the person, not of the case
#     descriptor: the harbour master
#     because: Date and place fit.   # the article gives no name: it is you who say who is meant
#     relays: [Island Radio]
#   - {person: north-quay-clerk, unnamed: true, descriptor: a clerk}
#   - {person: the-clerks, unnamed: true, descriptor: three clerks, count: 3, members: [ada-quay]}
"""

PERSON = """\
# also_known_as: [A. Quay, Ада Куэй]          # spellings, in any script
# born: 1990
# nationality: PT                             # ISO 3166-1, two letters
# count: 3                                    # of a group: how many
# members: [another-id]                       # of a group: who of it is known
# may_be:
#   - {person: another-id, because: Why they may be the same.}
# not_same_as: [namesake-id]                  # somebody else of that name
# former_ids: [former-id]                     # its old page leads here
# merged_from: [other-id]                     # another entry that turned out to be the same person
# rulings:                                    # where sources disagree about this person
#   age: {value: 43, because: Why this one.}
# corrections:                                # what this archive had wrong
#   - {date: 2031-06-01, text: The age was wrong until today.}
# withhold: [A name]                          # never published; who reads this file can read it
"""

EVENT = """\
# lede: One or two sentences that stand beneath the title.
# rulings:                                    # where sources disagree
#   date: {value: 2031-04-12, because: Why this one.}
# related:
#   - {event: another-id, kind: follows}
# corrections:                                # what this archive had wrong
#   - {date: 2031-06-01, text: What was wrong here.}
# former_ids: [former-id]                     # ids that this case had; its old page leads here
# merged_from: [other-id]                     # another case that turned out to be this one
# split_into: [first-case, second-case]       # what was taken for one case: those that it became
# not_same_as: [similar-id]                   # a case that looks the same and is another
"""
