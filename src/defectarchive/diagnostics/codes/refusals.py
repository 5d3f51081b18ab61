"""Why a command may refuse, or fail: exit codes 2 and 3."""

from __future__ import annotations

from defectarchive.diagnostics.codes.row import CodeSection, failed, misused, unready

WRONG_USAGE = CodeSection(
    "Wrong usage",
    "The command ends with exit code 2, and nothing has been done.",
    (
        misused(
            "usage",
            "There is no such command or option, or one lacks its value, or has a value that it cannot have.",
            "`--help` after the command lists them.",
        ),
        misused(
            "no-content",
            "The folder of the content is not there, or is a file.",
            "Name another with `--content`.",
        ),
        misused(
            "content-below",
            "The archive is not in this folder, but in one named `content` within it.",
            "Name that one with `--content`.",
        ),
        misused(
            "not-in-content",
            "`check` is to tell of a file that is not in the archive.",
            "Name it from here, or from the content folder: `articles/a.md`.",
        ),
        misused(
            "without-unknown",
            "`check --without` names no article, outlet or speaker.",
            "An id or a name on file; of a speaker `by:ID`.",
        ),
        misused(
            "without-ambiguous",
            "`check --without` names what is an article and an outlet.",
            "`article:ID` or `outlet:ID`.",
        ),
        misused(
            "withhold-file",
            "The list of names given with `--withhold` is not there, is no text in UTF-8, or has no name in it, or a line without letters.",
            "Name a text file with one name a line. Nothing is built without it.",
        ),
        misused(
            "no-templates",
            "The folder given with `--templates` is not there.",
            "Name another, or leave the option out.",
        ),
        misused("template-encoding", "A template is not UTF-8.", "Save it as UTF-8."),
        misused(
            "output-link", "The output is a link that leads nowhere.", "Name the folder itself."
        ),
        misused(
            "output-is-read",
            "The output would overwrite the content or the templates, or lie within them.",
            "Name a folder of its own with `--output`.",
        ),
        misused(
            "output-precious",
            "The output is, or holds, a folder that no site may take: your home, the root, the one you are in.",
            "The same.",
        ),
        misused(
            "output-in-site",
            "The output lies within another published site, whose next build would remove it.",
            "Name a folder beside it.",
        ),
        misused("output-file", "The output is a file.", "Name a folder."),
        misused(
            "output-mount",
            "A file system is mounted at the output, so that it cannot be replaced in one step.",
            "Name a folder within it.",
        ),
        misused(
            "template-link",
            "A file in `templates/static` is a link, and links are not followed where files are published.",
            "Put the file itself there.",
        ),
        misused("output-checkout", "The output is a git checkout.", "Name a folder of its own."),
        misused(
            "output-foreign",
            "The output holds files that no build put there.",
            "Name an empty folder, or remove that one yourself.",
        ),
        misused(
            "no-cluster",
            "`--scheduler` needs a package that is not installed.",
            "`pip install 'defectarchive[cluster]'`",
        ),
        misused(
            "scheduler-address", "That is no address of a Dask scheduler.", "`tcp://HOST:PORT`"
        ),
        misused(
            "not-a-site",
            "`verify` or `--published` is to look at a folder that is not there, or `verify` at one without `manifest.json`.",
            "Name the folder that holds `index.html` and `manifest.json`.",
        ),
        misused(
            "folder-taken",
            "`new archive` is to write where something stands.",
            "Name a new folder.",
        ),
        misused(
            "file-taken",
            "`new` is to write a file that exists.",
            "Give another id; nothing is ever overwritten.",
        ),
        misused(
            "new-without-id",
            "Nothing is said of which an id could be made.",
            "Give an id, `--name`, `--descriptor` or `--title`.",
        ),
        misused("new-bad-id", "That is no id.", "a–z, 0–9 and hyphens, at most 100."),
        misused(
            "new-mistake",
            "With what was said, the new file would have a mistake.",
            "The line says which.",
        ),
        misused(
            "no-article",
            "`keep` is to keep the copy of an article that is not in the archive.",
            "Write its id, which is the name of its file: `new article` makes one.",
        ),
        misused(
            "no-copy",
            "`keep --again` is to look at a copy that is not kept, or not on this machine.",
            "Keep one, or fetch `sources/` from the machine that has it.",
        ),
        misused(
            "copy-file",
            "What is to be kept is not there, is no HTML, plain text in UTF-8, PDF or WARC, or is too large for an article.",
            "Save the page as HTML, or its text as UTF-8.",
        ),
        misused(
            "copy-address",
            "Nothing is fetched from there: it is no web address, or one of this machine or its own network.",
            "Save the page with a browser, and keep the file.",
        ),
        misused(
            "urls-file",
            "The file of `check --urls` is there, and is no list of the auto-archiver nor one made for it.",
            "Name a new file, or the one that its `csv_db` has written.",
        ),
        misused(
            "no-desk",
            "What is to be kept needs a package that is not installed.",
            "`make editor`, or `pip install 'defectarchive[desk]'`",
        ),
    ),
)
CHANGES = CodeSection(
    "Changes that are not made",
    "The commands `rename`, `merge`, `split`, `name`, `takedown` and `review` end so before they have touched any file.",
    (
        unready(
            "faulty-archive",
            "The archive has errors, so that nobody can say what a change would do to it.",
            "`defectarchive check` tells of them; mend them first.",
        ),
        misused(
            "unknown-thing",
            "There is no article, event, person, outlet, organisation or place of that kind under that id.",
            "Give the id that it has now, as in the address of its page.",
        ),
        misused(
            "only-draft",
            "The article is a draft, or only drafts speak of the thing: nothing leads to it yet.",
            "Edit the draft.",
        ),
        misused("bad-new-id", "That is no id.", "a–z, 0–9 and hyphens, at most 100."),
        misused(
            "id-taken",
            "Something has the id, or had it once, or is written so somewhere.",
            "Give another one; to make two things one, `merge`.",
        ),
        misused(
            "said-to-differ",
            "Two things are to become one of which a file says that they are not the same.",
            "Take `not_same_as` out first, if it was wrong.",
        ),
        misused(
            "fields-differ",
            "Two files are to become one that say different things of what can have one value.",
            "Decide which is right, and take the other out of its file; what is worth keeping can go into the body.",
        ),
        misused(
            "nothing-to-split",
            "The article does not tell of the case that is to be split, or nothing would be left of it.",
            "Name articles with an entry on it; where all go, `rename` it.",
        ),
        misused(
            "has-name",
            "Somebody is to get a name who has one, or to lose one that was not given with `name`.",
            "Write another spelling under `also_known_as`; to give another id, `rename`.",
        ),
        misused(
            "name-withheld",
            "The name or the id that is to be written is one that must not appear, or has it.",
            "Choose another; or take the name out of `withhold`.",
        ),
        misused(
            "takedown-names",
            "Nothing, or nothing that could be looked for, was given on standard input.",
            "A spelling a line: `defectarchive takedown ID < names.txt`.",
        ),
        misused(
            "takedown-others",
            "What is to vanish is another person's name as well.",
            "Give fuller forms; merge the two, if they are one; or take the other one down first.",
        ),
        misused(
            "takedown-file",
            "The file of `takedown --withhold` is a folder, or lies within the content.",
            "Name a file that is in no repository.",
        ),
        misused(
            "takedown-left",
            "The name would still stand somewhere, or pages would join it from several texts.",
            "Write it otherwise in the places that are named, then give the command again.",
        ),
        misused(
            "would-break",
            "With the change, the archive would have an error.",
            "The line says which, and where. Mend that first, or make the change by hand.",
        ),
        misused(
            "would-lose",
            "With the change, a claim would be lost or be another thing's, or an address would lead nowhere.",
            "Make the change by hand, as [editing.md](editing.md#when-things-change) says.",
        ),
    ),
)
FAILED = CodeSection(
    "Failures",
    "The command ends with exit code 3, and the old site is as it was.",
    (
        failed(
            "system",
            "The operating system said no; its own words are at the end: no permission, no space, a folder that is read-only.",
            "Make room, or give the rights, and try again.",
        ),
        failed(
            "changed-meanwhile",
            "A file of the content was saved by somebody else while the command was at work; none was changed.",
            "Give the command again.",
        ),
        failed(
            "busy",
            "Another build is at work on the same output.",
            "Wait for it; the line has its process.",
        ),
        failed(
            "lock-taken",
            "The file beside the output by which builds keep out of each other's way is a link, or not a file.",
            "Remove it.",
        ),
        failed(
            "output-fixed",
            "The output cannot be replaced: it is mounted, or part of a container's image.",
            "Name a folder inside a mount.",
        ),
        failed("memory", "There is not enough memory.", "`--jobs 1` needs the least."),
        failed(
            "folder-in-the-way",
            "A folder that somebody put into the output stands where a file of the site belongs.",
            "Move it away.",
        ),
        failed(
            "worker-killed",
            "A process that did part of the work was killed, most often for want of memory.",
            "`--jobs 1` needs the least.",
        ),
        failed("worker-refused", "No further process can be started.", "`--jobs 1` needs none."),
        failed(
            "scheduler-silent",
            "No scheduler answers at the address.",
            "Start it, or leave `--scheduler` out.",
        ),
        failed(
            "scheduler-lost",
            "The scheduler no longer answers, or its workers were killed.",
            "Start them again.",
        ),
        failed("scheduler-idle", "The scheduler has no workers.", "Start some."),
        failed(
            "worker-bare",
            "A worker of the scheduler has no defectarchive installed.",
            "Install the same version there.",
        ),
        failed(
            "worker-differs",
            "A worker has another version of defectarchive, of its libraries or of Python.",
            "Install the same version there.",
        ),
        failed(
            "pagefind-failed",
            "Pagefind, which makes the index of all texts, failed.",
            "Its own words are in the line; `--no-search` builds without it.",
        ),
        failed(
            "pagefind-changed",
            "This version of Pagefind writes another kind of index than the program knows.",
            "Install 1.5.2, or build with `--no-search`.",
        ),
        failed(
            "port-taken",
            "`serve` cannot have the port.",
            "Name another with `--port`, or end what uses it.",
        ),
        failed(
            "template",
            "A template cannot be read or rendered; the line names it, the line in it and the fault.",
            "See [templates.md](templates.md).",
        ),
        failed(
            "catalogue",
            "A catalogue of translations cannot be used.",
            "Mend the line that is named; `msgfmt --check` finds more.",
        ),
        failed(
            "fetch-failed",
            "A page cannot be fetched: no answer, an answer that is no page, too slow, too large, sent on too often.",
            "Try again later, or save the page with a browser, and keep the file.",
        ),
        failed(
            "copy-unreadable",
            "A copy is damaged, has a password, or has no text in it.",
            "Keep another: HTML, or the text that you read.",
        ),
        failed(
            "copy-changed",
            "A file among the copies is no longer the one that `copies.yaml` tells of.",
            "Put that one back, or keep this one anew with `keep`.",
        ),
        failed(
            "bug",
            "The program is wrong.",
            "Report it, with the line; `DEFECTARCHIVE_DEBUG=1` shows more.",
        ),
    ),
)
