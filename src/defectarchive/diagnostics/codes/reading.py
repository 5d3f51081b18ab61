"""What can be wrong with a file by itself."""

from __future__ import annotations

from defectarchive.diagnostics.codes.row import CodeSection, error, warning

FILES = CodeSection(
    "Files",
    "",
    (
        error(
            "missing-file",
            "The folder has no `site.yaml`.",
            "Write one with a `title`; or name another folder with `--content`.",
        ),
        warning(
            "no-catalogue",
            "A language of the site is one in which its own words have not been translated, so they are in English.",
            "Write a [catalogue](templates.md#languages), or leave it.",
        ),
        warning(
            "not-read",
            "The file lies where nothing is read.",
            "Move or rename it as the message says, or remove it.",
        ),
        error(
            "file-name", "The file's name holds characters that cannot be printed.", "Rename it."
        ),
        error(
            "static-taken",
            "A file in `static/` would stand where the site has a page, a file or a folder of its own.",
            "Rename or move it.",
        ),
        warning(
            "unsearched-file",
            "Names are withheld, and a file in `static/` is a picture, a PDF or packed: only what is said about it was searched.",
            "Look at it yourself; the warning stays as long as names are withheld.",
        ),
        error(
            "symbolic-link",
            "The file is a link, and links are not followed.",
            "Put the file itself there.",
        ),
        error(
            "not-a-file",
            "A folder or something else stands where a file belongs.",
            "Rename or remove it.",
        ),
        error(
            "file-too-large",
            "The file is far larger than any content can be.",
            "Remove it; content is text.",
        ),
        error(
            "too-large",
            "Front matter over 256 KB, a body over 128 KB, or a register over 8 MB.",
            "Divide or shorten it.",
        ),
        error(
            "same-address",
            "Two files have names that differ only in case or in how accents are encoded.",
            "Rename one, or join the two.",
        ),
        error(
            "reserved-page",
            "A page of your own has a name that the site needs itself, such as `cases`.",
            "Rename the file.",
        ),
        error("not-utf8", "The file is in another encoding.", "Save it as UTF-8."),
        error(
            "bad-character",
            "A control character, or one that turns text round, stands in the text.",
            "Delete it; it came by copying and cannot be seen.",
        ),
        error(
            "bad-space",
            "A space that YAML does not take for one stands where only an ordinary space can.",
            "Put an ordinary space there; the other came by copying, and looks alike.",
        ),
        warning(
            "character-reference",
            "A character is written as in HTML, such as `&amp;`.",
            "Write the character itself.",
        ),
        warning(
            "cut-short",
            "A value ends where a comment begins that looks like text: `Unit #29155`.",
            "Put the whole value in quotes; to mean a comment, put a space after the `#`.",
        ),
        error(
            "withhold-cut-short",
            "A comment cuts a name under `withhold` short, so that the rest would not be withheld.",
            "Put the whole name in quotes; to mean a comment, put a space after the `#`.",
        ),
        error(
            "merge-conflict",
            "Git left two versions of the same lines in the file.",
            "Keep one of the two, or join them, and delete the lines that git put in.",
        ),
        error(
            "no-front-matter", "The first line is not `---`.", "Begin the file with three hyphens."
        ),
        error(
            "unclosed-front-matter",
            "The second line of hyphens is missing.",
            "Write `---` after the last field.",
        ),
    ),
)
YAML = CodeSection(
    "YAML",
    "",
    (
        error(
            "yaml-syntax",
            "The text cannot be read as YAML. Most often: a colon in a text without quotes, a quote or bracket that is never closed, a tab, wrong indentation.",
            "The message says which; when in doubt, put the value in quotes.",
        ),
        error("duplicate-key", "A field stands there twice.", "Keep one."),
        error(
            "bad-key",
            "Something else than a word stands before a colon.",
            "Write the key, or quote the text.",
        ),
        error(
            "yaml-anchor",
            "`&word`: anchors are not read.",
            "Quote the text, if it was meant as text.",
        ),
        error(
            "yaml-alias",
            "`*word`: aliases are not read.",
            "Quote the text, or write the value out.",
        ),
        error("yaml-tag", "`!word`: tags are not read.", "Quote the text."),
        error("yaml-merge", "`<<`: merge keys are not read.", "Write the keys out."),
        error(
            "too-deep",
            "Lists within lists, more than 20 deep.",
            "Look for stray brackets or hyphens.",
        ),
    ),
)
FIELDS = CodeSection(
    "Fields",
    "",
    (
        error("missing-field", "A required field is missing or empty.", "Write it."),
        error(
            "empty-value",
            "An item of a list, or a text, is empty.",
            "Write it, or delete the line.",
        ),
        error(
            "unknown-key",
            "There is no such field here.",
            'See "did you mean", or the tables in [editing.md](editing.md).',
        ),
        error(
            "wrong-type",
            "A list stands where a text is wanted, a text where `true` is wanted, and so on.",
            "Write it as the message says.",
        ),
        error(
            "unknown-word",
            "The word is not in the vocabulary.",
            'See "did you mean", or [add it](editing.md#siteyaml).',
        ),
        error("unknown-country", "No code of ISO 3166-1.", "Two capital letters: `NO`, `RU`."),
        error("bad-id", "Something that must be an id is none.", "Use a–z, digits and hyphens."),
        error(
            "bad-date",
            "The date cannot be read, or there is no such day.",
            "See [Dates](editing.md#dates).",
        ),
        error(
            "unquoted-date",
            "A date in brackets or braces without quotes, or a list of dates that are no claims.",
            "Quote it; in a list, write `{value: …}`.",
        ),
        error("bad-count", "No number or range.", "`2`, `2..5`, `21..`, `..5`."),
        error(
            "bad-copy",
            "In `copies.yaml`, no name of a file, or no SHA-256.",
            "Leave the file to the program: `defectarchive keep --again`.",
        ),
        error(
            "out-of-range",
            "A latitude or longitude that does not exist.",
            "Look whether they are exchanged.",
        ),
        error("bad-url", "No whole web address.", "Copy it from the browser."),
        error(
            "bad-language",
            "No language code; or one of `languages` is a word that the site needs itself as an address.",
            "`en`, `nb`, `ru`, `pt-BR`.",
        ),
        error(
            "bad-relay",
            "A chain lacks an outlet, or `unknown` is not at its end.",
            "`Example Wire > Example TV`.",
        ),
        warning(
            "review-stale",
            "The file has changed since somebody reviewed it.",
            "Read it again; then `defectarchive review`.",
        ),
        error(
            "unreviewed",
            "A program drafted the file, and nobody has reviewed it as it stands.",
            "Read it beside its source, then `defectarchive review`; or keep it a draft.",
        ),
        error(
            "name-conflict", "A person has both a name and `unnamed: true`.", "Delete one of them."
        ),
    ),
)
LANGUAGES = CodeSection(
    "Languages",
    "What the archive says in [several languages](editing.md#several-languages).",
    (
        error(
            "two-languages",
            "`language` is not the first of `languages`, or one of these stands there twice.",
            "Delete `language`, or the second.",
        ),
        error(
            "unknown-language",
            "A text, or a file such as `about.sv.md`, is in a language that `site.yaml` does not list; or a file is in the first one, whose text stands in `about.md`.",
            'See "did you mean", or add it to `languages`.',
        ),
        error(
            "missing-language",
            "A text is given in other languages, but not in the first.",
            "Add it: all others fall back on it.",
        ),
        error(
            "translated-front-matter",
            "A body in another language begins with `---`.",
            "Write texts per language in the file beside it.",
        ),
        error(
            "translates-nothing",
            "A body in another language stands beside no file.",
            "Write that file, or give this one its name.",
        ),
        error(
            "two-translations",
            "What is one text in the first language is two in another.",
            "Translate it alike, or word it differently in the first.",
        ),
    ),
)
BODIES = CodeSection(
    "Bodies",
    "",
    (
        error("link-open", "`[[` without `]]`.", "Close it, or write `\\[[`."),
        error(
            "table-cells",
            "A row of a table has more cells than its head.",
            "Join the cells, or write `\\|` for a bar within one.",
        ),
        warning(
            "fence-open",
            "A block of code is opened, and nothing closes it.",
            "Write the same marks on a line of their own where it ends.",
        ),
        warning(
            "link-as-text",
            "`[[…]]` or `[…][…]` stands where no links are made, or names no address.",
            "Links to things of the archive stand in bodies; other links need an address.",
        ),
        error("link-empty", "`[[]]` names nothing.", "Write the id."),
        error("link-nested", "A link within a link.", "Put one after the other."),
        error(
            "link-misplaced",
            "A link where none can be, as in a definition.",
            "Put it into running text.",
        ),
        error(
            "link-address",
            "A Markdown link without a whole address, or not to the web or a mailbox.",
            "`https://…`, or `[[id]]`.",
        ),
        error("image", "Bodies hold no pictures.", "Link to it."),
        warning("raw-html", "HTML is shown as text.", "Use Markdown, or write `\\<`."),
        error(
            "character",
            "A reference such as `&#8238;` to a character that no text may hold.",
            "Take it out.",
        ),
        error(
            "footnote-unknown",
            "A reference to a footnote that does not exist.",
            "Add the line `[^1]: …`.",
        ),
        warning(
            "footnote-unused", "Nothing refers to this footnote.", "Write `[^1]` where it belongs."
        ),
        error("footnote-twice", "Two footnotes with one label.", "Give one another label."),
        error(
            "footnote-label",
            "A label has other characters than letters, digits, hyphens and underscores, or more than 50.",
            "`[^1]`, `[^note]`.",
        ),
        error("footnote-empty", "A footnote without text.", "Write one."),
        error("footnote-nested", "A footnote is defined within another.", "Give it its own line."),
        error(
            "markdown-limit",
            "The body is built so that converting it could take very long.",
            "Divide the paragraph, list or table that the message names.",
        ),
    ),
)
