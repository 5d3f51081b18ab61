"""A file of the archive, taken apart: front matter and body, or a register."""

from __future__ import annotations

from functools import cached_property

from defectarchive.desk.changes.source.edits import SourceText
from defectarchive.desk.changes.source.yaml_tree import MappingAt, NodeAt, Path, node_at, read_tree
from defectarchive.loader.front_matter import FENCE


class ContentFile(SourceText):
    """A Markdown file with front matter, a body in another language, or a register.

    `yaml_start`, `yaml_end`: where the YAML stands, without the lines of hyphens; `body`: where
    what follows it begins. A body in another language has no YAML, a register no body.
    """

    def __init__(self, path: str, data: bytes) -> None:
        super().__init__(data)
        self.path = path
        if not path.endswith(".md"):
            self.yaml_start, self.yaml_end, self.body = 0, len(self.text), len(self.text)
            return
        first, *others = self.text.split("\n")
        self.yaml_start = self.yaml_end = self.body = 0
        if not FENCE.fullmatch(first):
            return
        at = self.yaml_start = len(first) + 1
        for line in others:
            if line.startswith("---") and FENCE.fullmatch(line):
                self.yaml_end, self.body = at, min(len(self.text), at + len(line) + 1)
                return
            at += len(line) + 1

    @cached_property
    def root(self) -> NodeAt | None:
        """All of the YAML; None where there is nothing."""
        return read_tree(self.text[self.yaml_start : self.yaml_end], self.yaml_start)

    def node(self, path: Path) -> NodeAt | None:
        """The node to which the keys and numbers lead, if there is one."""
        return node_at(self.root, path)

    def mapping(self, path: Path = ()) -> MappingAt | None:
        """The mapping there; None where there is none or nothing in it."""
        node = self.node(path)
        return node if isinstance(node, MappingAt) else None

    @property
    def body_text(self) -> str:
        """What follows the front matter."""
        return self.text[self.body :]
