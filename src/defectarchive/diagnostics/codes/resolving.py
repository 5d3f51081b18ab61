"""What can be wrong, doubtful or open about what the files say together."""

from __future__ import annotations

from defectarchive.diagnostics.codes.row import CodeSection, error, warning

REFERENCES = CodeSection(
    "References",
    "",
    (
        warning(
            "created-person",
            "A person came into being by being named.",
            "If right, give them a file, or leave it. If not, use the spelling that the message names.",
        ),
        warning(
            "created-outlet", "The same for an outlet.", "Add it to `outlets.yaml`, or leave it."
        ),
        warning(
            "created-organisation",
            "The same for an organisation, or for a speaker (`by`) who is not known.",
            "Add it to `organisations.yaml`, or leave it; a person gets an entry or a file.",
        ),
        warning("created-place", "The same for a place.", "Add it to `places.yaml`, or leave it."),
        error(
            "unresolved",
            "Nothing has this id or name, and it must exist here.",
            'See "did you mean".',
        ),
        warning(
            "unresolved-yet",
            "The same, but another file that could not be read speaks of it.",
            "Mend that file first.",
        ),
        error(
            "only-in-draft",
            "Only a draft knows it.",
            "Publish the draft, or take the reference out.",
        ),
        warning(
            "unmentioned-event",
            "No article that is published reports this event: its file makes no page.",
            "Look for a slip in the id.",
        ),
        error(
            "ambiguous-spelling",
            "Two files or entries have the same spelling.",
            "If they are [namesakes](editing.md#namesakes), write `not_same_as` in one of them; else take it from one.",
        ),
        error(
            "ambiguous-reference",
            "Namesakes share this name, or a spelling that gives the same id.",
            "Write the id of the one who is meant.",
        ),
        warning(
            "same-slug",
            "A name is taken for something only because both give the same id.",
            "If they are one, add it to `also_known_as`; if not, declare both under ids of their own.",
        ),
        warning(
            "surname",
            "This is the last name of somebody in the same entry, and is taken for another.",
            "Write the id, or the full name.",
        ),
        error(
            "placeholder",
            '"Unknown" and the like is no name.',
            "What is right [where a name is missing](editing.md#when-a-name-is-missing).",
        ),
        warning(
            "placeholder-name",
            "A name that begins so could be said of many.",
            "An id of its own, `unnamed: true` and a descriptor.",
        ),
        error(
            "ambiguous-link",
            "A link's id means two things.",
            "`[[person:…]]`, `[[event:…]]` and so on.",
        ),
        error(
            "empty-slug",
            "No id can be made of this name, which has no letter or digit.",
            "Write an id, and the name in a file or register.",
        ),
        error(
            "long-name", "The id that this name gives is longer than 100 characters.", "The same."
        ),
        error(
            "reused-id",
            "A former or merged id is in use again, or belongs to two.",
            "An id is never reused; see [When things change](editing.md#when-things-change).",
        ),
        error(
            "self-reference",
            "Something is a member of itself, related to itself, may be itself, or is said not to be itself.",
            "Mend the id.",
        ),
        error(
            "place-circle",
            "Places lie within each other in a circle.",
            "Take `within` out of the largest.",
        ),
        warning(
            "relay-circle",
            "Outlets rest on each other. They count as one origin.",
            "Find out who reported it first-hand, and name that outlet last.",
        ),
        warning(
            "empty-entry",
            "An entry for a case claims nothing and names nobody, so that it rests on nothing there.",
            "Write what the article says of the case; where it says nothing, leave the entry out.",
        ),
        warning(
            "several-types",
            "One article gives a case more than one `type`.",
            "Keep the main act, and write the others under `also`.",
        ),
        error(
            "baseless-ruling",
            "A ruling names a value that no article holds.",
            "Take one that the message lists.",
        ),
        warning(
            "address-lost",
            "The published site has an address that the next one would not have, without a redirect.",
            "Write the id that it was under as `former_ids`, or as `merged_from`, where it goes on; see [When things change](editing.md#when-things-change).",
        ),
        error(
            "quote-not-found",
            "A `wording` does not stand in the kept copy of its article.",
            "Write it as the copy has it, with `[…]` for what is left out; or keep the right copy: see [Copies and quotations](editing.md#copies-and-quotations).",
        ),
        error(
            "copy-of-nothing",
            "`copies.yaml` has the copy of an article that is not there.",
            "Mend the id, or delete the entry.",
        ),
        error(
            "withheld-name",
            "A name that [must not appear](editing.md#names-that-must-not-appear) would be published.",
            "Take it out where the message points; it never prints the name. Where it points at the entry in `withhold`, the name came about by putting texts together.",
        ),
    ),
)
OUTPUTS = CodeSection(
    "What is around the site",
    "",
    (
        warning(
            "foreign-file",
            "The output has files that no build put there, and they go with this one.",
            "Put them into `content/static`, where they are published as they are.",
        ),
        warning(
            "web-root-above",
            "The folder around the output looks like one that is served, so that what a build keeps beside it would be, too.",
            "Have the output itself served, or build elsewhere; see [publishing.md](publishing.md).",
        ),
    ),
)

DOUBTS = CodeSection(
    "Doubts",
    "What may be a slip, and may be so.",
    (
        warning(
            "dates-in-disorder",
            "Something was done to an article before it was published: looked at, updated, corrected, retracted.",
            "Look whether a year is mistyped, or a month and a day are exchanged.",
        ),
        warning(
            "date-after-publication",
            "An article tells of what happened long after it was published.",
            "The same.",
        ),
        warning(
            "published-ahead",
            "An article was published more than ten years after everything else in the archive.",
            "Look whether the year is mistyped.",
        ),
        warning(
            "unlikely-age",
            "Somebody would be older than 120 years.",
            "Look whether a digit is too many.",
        ),
        warning(
            "duplicate-url",
            "Two articles have one address, but for what counts clicks.",
            "Keep one of the files, with the other id as `merged_from`; if they are two, write `not_same_as` in one.",
        ),
        warning(
            "duplicate-headline",
            "Two articles have one headline, of one outlet and day.",
            "The same.",
        ),
        warning(
            "similar-case",
            "A case has no file, and its id is almost that of another case.",
            "Write the id that is meant; if they are two, write `not_same_as` in `events/`.",
        ),
        warning(
            "duplicate-case",
            "Two cases share a main person, a time and a place, and no relation says that they are two.",
            "Give the reports one id, and the other as `merged_from` in `events/`; if they are two, write `not_same_as` there, or how they are `related`.",
        ),
    ),
)
OPEN_QUESTIONS = CodeSection(
    "Open questions",
    "`defectarchive check` gives these, `build` does not; the page /open-questions/ lists the same.",
    (
        warning(
            "open-disagreement",
            "Sources differ, and there is no ruling.",
            "Where the evidence allows it, rule on it.",
        ),
        warning(
            "open-year",
            "What is said of a case fits more than one year, or nobody gives a date.",
            "Look for an article that gives the year.",
        ),
        warning(
            "open-one-origin",
            "All articles on a case go back to one outlet, or to none that is known.",
            "Look for an outlet that reported it by itself.",
        ),
        warning(
            "open-sole-source",
            "What is shown of some facts of the case rests on one article alone.",
            "Look for a second article.",
        ),
        warning(
            "open-retracted-support",
            "Only retracted articles hold a fact.",
            "Look for another article.",
        ),
        warning(
            "open-unnamed",
            "A person or group has no name.",
            "Once an article names them, write or merge the file.",
        ),
        warning(
            "open-no-archived-copy",
            "Nothing is left to check against if the article vanishes.",
            "Have a web archive keep a copy; write its address as `archived`.",
        ),
        warning(
            "open-unreviewed",
            "Files of this archive are reviewed, and nobody has reviewed that of the article.",
            "Read it beside its source; then `defectarchive review`.",
        ),
        warning(
            "quote-unchecked",
            "Quotations of an article are checked against no copy: none is kept, or `copies.yaml` was written for other wordings.",
            "`defectarchive keep`, or `keep --again`: see [Copies and quotations](editing.md#copies-and-quotations).",
        ),
        warning(
            "open-not-updated",
            "The last article on a case is five years older than the latest of the archive.",
            "Look for what has become known since.",
        ),
        warning(
            "open-created",
            "Only on the page: `check` says `created-…` of the same.",
            "Declare it in its register.",
        ),
    ),
)
