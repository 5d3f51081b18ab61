"""Fetches the page at an address, once, and gives it as a WARC."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from defectarchive import __version__
from defectarchive.desk.copies.addresses import MayReach, addresses_of, is_public
from defectarchive.desk.copies.extra import needed
from defectarchive.frozen import Frozen
from defectarchive.loader.yaml.fields import url_fault
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError


class Fetch(Protocol):
    """Fetches the page at an address, as a WARC in gzip."""

    def __call__(self, url: str) -> bytes: ...


class Limits(Frozen, frozen=True):
    """How long a page may take in all, in seconds; its size in bytes; how often it may move."""

    seconds: float = 30.0
    size: int = 20_000_000
    moves: int = 5


class Answer(Frozen, frozen=True):
    """What a server said. `headers`: in order; `machine`: its address in numbers."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    machine: str

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


_HEADERS: Mapping[str, str] = {
    "User-Agent": f"defectarchive/{__version__} (keeps one copy, to check quotations against)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_MOVED = (301, 302, 303, 307, 308)
_IN_PATH = "%/:=&~+!$,;'@()*[]"
_CHUNK = 65_536
_USUAL = Limits()


def fetch(url: str, may_reach: MayReach = is_public, limits: Limits = _USUAL) -> bytes:
    """The page at the address, as a WARC in gzip; where the page moved, on the way there as well.

    Only machines are asked that `may_reach` allows. Raises WrongUsageError where the address is
    none, WorkspaceError where nothing comes of it.
    """
    answers: list[Answer] = []
    deadline = _Deadline(limits.seconds)
    with deadline:
        while True:
            answer = _ask(url, may_reach, limits, deadline)
            answers.append(answer)
            if answer.status not in _MOVED or not answer.header("location"):
                break
            if len(answers) > limits.moves:
                raise _failed(url, f"it sends its reader on more than {limits.moves} times")
            try:
                url = urljoin(url, _as_sent(answer.header("location")))
            except ValueError as problem:
                raise _failed(url, "it sends its reader on to what is no address") from problem
    if answer.status != 200:
        raise _failed(url, f"the server answered {answer.status} {answer.reason}".rstrip())
    return _warc(answers)


def _as_sent(address: str) -> str:
    """An address in a header, in letters beyond ASCII: servers send UTF-8, which is not read so."""
    try:
        return address.encode("latin-1").decode()
    except UnicodeError:
        return address


class _Deadline:
    """Ends what a socket waits for once the time is up, however slowly bytes still come."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_over = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def watch(self, connected: socket.socket) -> None:
        self._socket = connected
        if self.is_over:
            self._end()

    def _end(self) -> None:
        self.is_over = True
        if self._socket is not None:
            with suppress(OSError):  # It may be closed already.
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _ask(url: str, may_reach: MayReach, limits: Limits, deadline: _Deadline) -> Answer:
    if fault := url_fault(url):
        raise WrongUsageError("copy-address", f"this is no web address: {fault}: {url}")
    parts = urlsplit(url)
    if parts.username is not None:
        raise WrongUsageError("copy-address", "an address with a name or password is not fetched")
    host, secure = parts.hostname or "", parts.scheme.lower() == "https"
    port = parts.port or (443 if secure else 80)
    target = urlunsplit(
        ("", "", quote(parts.path or "/", _IN_PATH), quote(parts.query, f"{_IN_PATH}?"), "")
    )
    try:
        machines = addresses_of(host, port, may_reach)
        if not machines:
            message = f"{host} is on this machine or its own network, where nothing is fetched from"
            raise WrongUsageError("copy-address", message)
        connection = _connect(machines, host, port, secure=secure, deadline=deadline)
        try:
            connection.request("GET", target, headers=dict(_HEADERS))
            response = connection.getresponse()
            body = _body(response, url, limits)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, UnicodeError) as problem:
        # What waits for an answer may give up a moment before the time is over.
        if deadline.is_over or isinstance(problem, TimeoutError):
            raise _failed(url, f"it took more than {deadline.seconds:g} seconds") from problem
        raise _failed(url, str(problem) or type(problem).__name__) from problem
    if deadline.is_over:
        raise _failed(url, f"it took more than {deadline.seconds:g} seconds")
    headers = tuple(response.getheaders())
    return Answer(url, response.status, response.reason, headers, body, connection.machine)


class _Connection(http.client.HTTPConnection):
    """A connection to a machine whose address is known: the host is not looked up again."""

    machine = ""

    def use(self, connected: socket.socket, machine: str) -> None:
        self.sock, self.machine = connected, machine


def _connect(
    machines: list[str], host: str, port: int, *, secure: bool, deadline: _Deadline
) -> _Connection:
    for number, machine in enumerate(machines, start=1):
        try:
            connected = socket.create_connection((machine, port), deadline.seconds)
        except OSError:
            if number == len(machines):
                raise
        else:
            break
    deadline.watch(connected)
    if secure:
        connected = ssl.create_default_context().wrap_socket(connected, server_hostname=host)
        deadline.watch(connected)
    connection = _Connection(host, port)
    if secure:
        connection.default_port = http.client.HTTPS_PORT
    connection.use(connected, machine)
    return connection


def _body(response: http.client.HTTPResponse, url: str, limits: Limits) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(_CHUNK):
        size += len(piece)
        if size > limits.size:
            raise _failed(url, f"it has more than {limits.size / 1e6:g} MB")
        pieces.append(piece)
    return b"".join(pieces)


def _warc(answers: list[Answer]) -> bytes:
    writer_type = needed("warcio.warcwriter", "a copy of a web page").WARCWriter
    header_type = needed("warcio.statusandheaders", "a copy of a web page").StatusAndHeaders
    buffer = io.BytesIO()
    writer = writer_type(buffer, gzip=True)
    about = {"software": f"defectarchive/{__version__}", "format": "WARC File Format 1.0"}
    writer.write_record(writer.create_warcinfo_record("", about))
    for answer in answers:
        # The body is kept as it was after being put together.
        headers = [pair for pair in answer.headers if pair[0].lower() != "transfer-encoding"]
        record = writer.create_warc_record(
            answer.url,
            "response",
            payload=io.BytesIO(answer.body),
            length=len(answer.body),
            http_headers=header_type(f"{answer.status} {answer.reason}", headers, "HTTP/1.1"),
            warc_headers_dict={"WARC-IP-Address": answer.machine},
        )
        writer.write_record(record)
    return buffer.getvalue()


def _failed(url: str, why: str) -> WorkspaceError:
    return WorkspaceError("fetch-failed", f"cannot fetch {url}: {why}")
