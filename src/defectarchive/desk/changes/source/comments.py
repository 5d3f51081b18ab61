"""Comments in YAML: what they say, and putting them where they are kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from defectarchive.desk.changes.source.content_file import ContentFile
from defectarchive.desk.changes.source.yaml_tree import MappingAt, NodeAt, ScalarAt, SequenceAt

_COMMENT = re.compile(r"(?m)(?:^|(?<=[ \t,\[\]{}]))#.*$")


def comments_in(file: ContentFile, start: int, end: int) -> list[str]:
    """The comments of a stretch of the file's YAML, in order."""
    yaml = file.text
    for text in _texts(file.root):
        # What looks like a comment in there is none.
        said = yaml[text.start : text.end].replace("#", "x")
        yaml = yaml[: text.start] + said + yaml[text.end :]
    return [found[0].rstrip() for found in _COMMENT.finditer(yaml, start, end)]


def _texts(node: NodeAt | None) -> Iterator[ScalarAt]:
    """Every scalar, keys too."""
    match node:
        case ScalarAt():
            yield node
        case SequenceAt():
            for item in node.items:
                yield from _texts(item)
        case MappingAt():
            for entry in node.entries:
                yield entry.key
                yield from _texts(entry.value)
        case None:
            return


def not_carried(said: Iterable[str], before: ContentFile, after: ContentFile) -> list[str]:
    """Those of the comments that did not come along into a file, in order."""
    came = Counter(_all(after)) - Counter(_all(before))
    left: list[str] = []
    for comment in said:
        if came[comment]:
            came[comment] -= 1
        else:
            left.append(comment)
    return left


def _all(file: ContentFile) -> list[str]:
    return comments_in(file, file.yaml_start, file.yaml_end)
