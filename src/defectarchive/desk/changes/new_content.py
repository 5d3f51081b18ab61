"""The content as a command is about to leave it: files edited, moved, made and taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from defectarchive.desk.changes.read_archive import Files
from defectarchive.desk.changes.source.content_file import ContentFile
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.loader.bodies import language_of_file, translates

COPIES = "copies.yaml"
"""Which articles have a kept copy: one entry each, under the article's id."""


class NewContent:
    """Files by path, as they come to be; nothing is written.

    `moved`: for the path of a file that was moved, where it stood before.
    """

    def __init__(self, files: Files, languages: tuple[str, ...] = ()) -> None:
        self.files = dict(files)
        self.moved: dict[str, str] = {}
        self._languages = languages

    def file(self, path: str) -> ContentFile:
        """A file as it is by now."""
        return ContentFile(path, self.files[path])

    def edit(self, path: str, edits: Iterable[Edit]) -> None:
        """Edit one file; the places are those of the file as it is by now."""
        self.files[path] = self.file(path).edited(edits)

    def write(self, path: str, text: str) -> None:
        """Make a file, or write it anew."""
        self.files[path] = text.encode()

    def delete(self, path: str) -> None:
        """Take a file away."""
        del self.files[path]
        self.moved.pop(path, None)

    def move(self, path: str, to: str) -> None:
        """Give a file another name."""
        self.files[to] = self.files.pop(path)
        self.moved[to] = self.moved.pop(path, path)

    def translations(self, path: str) -> list[tuple[str, str]]:
        """The bodies of a file in other languages: language and path."""
        stem = path.removesuffix(".md")
        beside = (other for other in sorted(self.files) if other.startswith(f"{stem}."))
        found = ((language_of_file(other, self._languages), other) for other in beside)
        return [(tag, other) for tag, other in found if tag and translates(other, tag) == path]

    def move_with_translations(self, path: str, to: str) -> None:
        """Give a file another name, and its bodies in other languages along with it."""
        for language, body in self.translations(path):
            self.move(body, f"{to.removesuffix('.md')}.{language}.md")
        self.move(path, to)

    def rename_copy(self, old: str, new: str) -> None:
        """Put the record of an article's kept copy under its new id."""
        file = self.files.get(COPIES)
        if file is not None:
            text = ContentFile(COPIES, file)
            if record := _record(text, old):
                self.edit(COPIES, [Edit(*record.span(2), new)])

    def has_copy(self, article: str) -> bool:
        """Whether there is a record of a kept copy of the article."""
        file = self.files.get(COPIES)
        return file is not None and _record(ContentFile(COPIES, file), article) is not None


def _record(file: ContentFile, article: str) -> re.Match[str] | None:
    # Its lines are simple by what writes them: nobody need read all of it for the sake of a key.
    return re.search(rf"(?m)^([\"']?)({re.escape(article)})\1:(?=\s|$)", file.text)
