"""Places in the sources as the preview tells them, and the addresses by which editors open them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from defectarchive.diagnostics.diagnostic import Span
from defectarchive.frozen import Frozen

EDITORS: Mapping[str, str] = MappingProxyType(
    {
        "cursor": "cursor://file{path}:{line}:{column}",
        "emacs": "emacs://open?url=file://{path}&line={line}&column={column}",
        "idea": "idea://open?file={path}&line={line}&column={column}",
        "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
        "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
        "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
        "vscode": "vscode://file{path}:{line}:{column}",
        "vscode-insiders": "vscode-insiders://file{path}:{line}:{column}",
        "vscodium": "vscodium://file{path}:{line}:{column}",
        "windsurf": "windsurf://file{path}:{line}:{column}",
        "zed": "zed://file{path}:{line}:{column}",
    }
)
"""By name of an editor, the address that opens a file in it; the path begins with a slash."""


class SourcePlace(Frozen, frozen=True):
    """A place as people read it, "content/site.yaml:1:1", and what opens it, or ""."""

    place: str
    href: str = ""


class SourceFault(Frozen, frozen=True):
    """One thing to mend, in plain text: "content/site.yaml:1:1", "error[code]", what, excerpt.

    Of a quotation that is to be checked, `message` has the words and `kind` is "". `href`: what
    opens the place in the editor, or "".
    """

    place: str
    kind: str
    message: str
    excerpt: str = ""
    hint: str = ""
    href: str = ""


class Places:
    """Names places of one content folder. `editor`: a name out of `EDITORS`, or "" for no links."""

    def __init__(self, content: Path, editor: str = "") -> None:
        self._content = content
        self._scheme = EDITORS[editor] if editor else ""

    def of(self, span: Span) -> SourcePlace:
        """A place in the content."""
        file = self._content / span.path
        place = f"{file.as_posix()}:{span.line}:{span.column}"
        return SourcePlace(place, self.href(file, span.line, span.column))

    def href(self, file: Path, line: int, column: int = 1) -> str:
        """What opens a file, wherever it is; "" without an editor."""
        path = quote(file.absolute().as_posix(), safe="/:")
        # Drives of Windows have no slash before them.
        path = path if path.startswith("/") else f"/{path}"
        return self._scheme.format(path=path, line=line, column=column)
