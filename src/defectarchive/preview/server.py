"""The preview over HTTP: files of the site from memory, on this machine alone."""

from __future__ import annotations

import errno
import mimetypes
import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, quote, unquote

from defectarchive.engine.processes import interrupts_held_back
from defectarchive.preview.served_html import EVENTS, SCRIPT, STYLE, served_html
from defectarchive.preview.state import PreviewState
from defectarchive.workspace.errors import WorkspaceError, reason

HOST: Final = "127.0.0.1"
# By other names a page from elsewhere may come to this server, through a DNS that lies.
_NAMES = frozenset({"127.0.0.1", "localhost"})
# A browser that has gone away is noticed when something is written to it.
_SIGN_OF_LIFE = 15.0
# No free descriptor, no memory: how long to wait until one may be free, in seconds.
_NO_ROOM = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
_BREATH = 0.2

_TYPES: Mapping[str, str] = {
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_ATOM = "application/atom+xml"
# What ships with Python; the tables of the machine would make a preview differ from the next.
_OTHERS = mimetypes.MimeTypes()

_OWN = {
    path: (Path(__file__).with_name(name).read_bytes(), _TYPES[Path(name).suffix])
    for path, name in ((SCRIPT, "reload.js"), (STYLE, "overlay.css"))
}
_NO_SITE = b"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Preview</title></head>
<body><p>There is no site to show yet.</p></body>
</html>
"""
_NOT_FOUND = _NO_SITE.replace(b"no site to show yet", b"no page at this address")


def content_type(path: str) -> str:
    """How a file of the site is served."""
    if path.rpartition("/")[2] == "feed.xml":
        return _ATOM
    ending = path[path.rfind(".") :] if "." in path.rpartition("/")[2] else ""
    known = _TYPES.get(ending) or _OTHERS.guess_type(f"x{ending}")[0]
    return known or "application/octet-stream"


class Server(ThreadingHTTPServer):
    """Takes requests for what is in the state; bound to its port, and answering in `serving`."""

    daemon_threads = True
    block_on_close = False
    # Browsers that come during the first build.
    request_queue_size = 64

    def __init__(self, state: PreviewState, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.state = state

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def get_request(self) -> tuple[socket.socket, Any]:
        """The next request. Where there is no room for one, it waits, and asks no more at once."""
        try:
            return super().get_request()
        except OSError as problem:
            if problem.errno in _NO_ROOM:
                time.sleep(_BREATH)
            raise

    def handle_error(self, *_: object) -> None:
        """Say in one line what went wrong with a request, but not that a browser went away."""
        problem = sys.exception()
        if problem is not None and not isinstance(problem, ConnectionError | TimeoutError):
            told = " ".join(f"{type(problem).__name__}: {problem}".split())[:200]
            sys.stderr.write(f"defectarchive: a request was not answered: {told}\n")


@contextmanager
def listening(state: PreviewState, port: int) -> Iterator[Server]:
    """Have the port, 0 being any that is free. Raises WorkspaceError where it is taken."""
    try:
        server = Server(state, port)
    except (OSError, OverflowError) as problem:
        raise WorkspaceError("port-taken", _refused(port, problem)) from problem
    try:
        yield server
    finally:
        server.server_close()


@contextmanager
def serving(server: Server) -> Iterator[None]:
    """Answer requests, in threads of their own."""
    # It looks for a request to stop at this interval, in seconds.
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    try:
        with interrupts_held_back():
            thread.start()
        yield
    finally:
        server.state.end()
        if thread.is_alive():
            server.shutdown()
            thread.join()


def _refused(port: int, problem: OSError | OverflowError) -> str:
    if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
        return f"port {port} is in use; name another with --port, or end what uses it"
    why = reason(problem) if isinstance(problem, OSError) else str(problem)
    return f"cannot serve on port {port}: {why}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "defectarchive"
    sys_version = ""
    timeout = 60
    server: Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: the terminal is for what is wrong with the content."""

    def _answer(self) -> None:
        try:
            self._route()
        except (ConnectionError, TimeoutError):
            # Gone away, as browsers do at every reload.
            self.close_connection = True

    def _route(self) -> None:
        if not self._is_local():
            self._send(HTTPStatus.FORBIDDEN, b"This server is for its own machine.\n", "text/plain")
            return
        path, _, query = self.path.partition("?")
        if path == EVENTS:
            (page,) = parse_qs(query).get("page", ["/"])[:1]
            self._tell(page)
        elif path in _OWN:
            self._send(HTTPStatus.OK, *_OWN[path])
        else:
            self._serve(path)

    def _is_local(self) -> bool:
        """Whether the request is for this machine by name (against DNS rebinding)."""
        name, colon, port = self.headers.get("Host", "").rpartition(":")
        return (name.lower() if colon and port.isdigit() else f"{name}{colon}{port}") in _NAMES

    def _serve(self, path: str) -> None:
        """A file of the site. Only what is in it can be had, so no path leads elsewhere."""
        shown = self.server.state.now()
        site = shown.site
        if site is None:
            self._page(HTTPStatus.SERVICE_UNAVAILABLE, _NO_SITE, shown.version)
            return
        name = unquote(path, errors="replace").removeprefix("/")
        if not name or name.endswith("/"):
            name += "index.html"
        data = site.get(name)
        if data is None and site.get(f"{name}/index.html") is not None:
            self._redirect(f"/{quote(name)}/")
        elif data is None:
            self._page(HTTPStatus.NOT_FOUND, site.get("404.html") or _NOT_FOUND, shown.version)
        elif name.endswith(".html"):
            self._page(HTTPStatus.OK, data, shown.version)
        else:
            self._send(HTTPStatus.OK, data, content_type(name))

    def _page(self, status: HTTPStatus, data: bytes, version: str) -> None:
        self._send(status, served_html(data, version), _TYPES[".html"])

    def _redirect(self, path: str) -> None:
        query = self.path.partition("?")[2]
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", f"{path}?{query}" if query else path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def _tell(self, page: str) -> None:
        """Server-sent events for a page: what is shown now, and each time that this changes.

        https://html.spec.whatwg.org/multipage/server-sent-events.html
        """
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        state = self.server.state
        shown = state.now()
        self.wfile.write(b"retry: 500\n")
        while not shown.ended:
            self.wfile.write(f"data: {shown.message(page)}\n\n".encode())
            serial = shown.serial
            shown = state.wait(serial, _SIGN_OF_LIFE)
            while shown.serial == serial and not shown.ended:
                self.wfile.write(b": still here\n\n")
                shown = state.wait(serial, _SIGN_OF_LIFE)
