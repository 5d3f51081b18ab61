"""A page is asked for once, politely, within limits, and nowhere on one's own network."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from defectarchive.desk.copies.addresses import IPAddress
from defectarchive.desk.copies.fetch import Limits, fetch
from defectarchive.desk.copies.kinds import read_copy
from defectarchive.workspace.errors import WorkspaceError, WrongUsageError

pytest.importorskip("warcio")
PAGE = "<p>Two officers crossed på natten."
Answer = Callable[[BaseHTTPRequestHandler], None]


def anywhere(_: IPAddress) -> bool:
    """For servers of these tests, which are on this machine."""
    return True


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that answers so: its address, and the headers of each request."""
    asked: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append({"path": self.path, **dict(self.headers)})
            answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def page(handler: BaseHTTPRequestHandler, body: bytes = PAGE.encode("cp1252")) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=windows-1252")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def chunked(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for part in (PAGE.encode()[:9], PAGE.encode()[9:]):
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
    handler.wfile.write(b"0\r\n\r\n")


def moved(to: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.startswith("/there"):
            page(handler)
            return
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


@pytest.mark.parametrize("answer", [page, chunked])
def test_a_page_comes_as_a_warc_with_all_its_text(answer: Answer) -> None:
    with serving(answer) as (server, _):
        url = f"{server}/stories/høst?a=1&b=å#top"
        data = fetch(url, anywhere)
    copy = read_copy(data, "x", url)
    assert copy.ending == ".warc.gz"
    assert copy.text == "Two officers crossed på natten.\n"


def test_one_request_says_who_asks() -> None:
    with serving(page) as (server, asked):
        fetch(f"{server}/story?a=1&b=å", anywhere)
    (request,) = asked
    assert request["path"] == "/story?a=1&b=%C3%A5"
    assert request["User-Agent"].startswith("defectarchive/")
    assert request["Host"] == server.removeprefix("http://")


def test_a_page_that_moved_is_followed() -> None:
    with serving(moved("/there")) as (server, asked):
        copy = read_copy(fetch(f"{server}/here", anywhere), "x")
    assert [each["path"] for each in asked] == ["/here", "/there"]
    assert copy.text == "Two officers crossed på natten.\n"


def test_letters_in_the_address_of_a_page_that_moved_are_as_they_were_sent() -> None:
    sent = "/there/café".encode().decode("latin-1")
    with serving(moved(sent)) as (server, asked):
        fetch(f"{server}/here", anywhere)
    assert [each["path"] for each in asked] == ["/here", "/there/caf%C3%A9"]


@pytest.mark.parametrize(
    "to",
    [
        *("http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/"),
        *("http://localhost:{port}/there", "https://127.0.0.2/", "file:///etc/passwd"),
        "ftp://example.org/",
    ],
)
def test_but_not_to_a_machine_of_ones_own_network(to: str) -> None:
    server_itself = ipaddress.ip_address("127.0.0.1")
    allowed: list[IPAddress] = []

    def only_once(address: IPAddress) -> bool:
        """The test's own server for the first request, and nothing that is not public after it."""
        allowed.append(address)
        return address == server_itself and len(allowed) == 1

    with serving(lambda handler: moved(to.format(port=handler.server.server_port))(handler)) as (  # type: ignore[attr-defined]
        server,
        asked,
    ):
        with pytest.raises(WrongUsageError) as refused:
            fetch(f"{server}/here", only_once)
        assert refused.value.code == "copy-address"
        assert len(asked) == 1


def test_what_users_type_reaches_no_such_machine() -> None:
    with serving(page) as (server, asked):
        with pytest.raises(WrongUsageError, match="own network") as refused:
            fetch(server)
        assert refused.value.code == "copy-address"
        assert asked == []


def failing(answer: Answer, limits: Limits = Limits(seconds=5)) -> str:  # noqa: B008
    with serving(answer) as (server, _), pytest.raises(WorkspaceError) as failed:
        fetch(f"{server}/here", anywhere, limits)
    assert failed.value.code == "fetch-failed"
    return failed.value.message.partition("/here: ")[2]


def test_a_circle_of_moves_ends() -> None:
    assert failing(moved("/here")) == "it sends its reader on more than 5 times"
    assert failing(moved("http://[::1")) == "it sends its reader on to what is no address"


def test_no_more_is_taken_than_an_article_has() -> None:
    limits = Limits(size=1_000_000)
    assert failing(lambda each: page(each, b"x" * 1_000_001), limits) == "it has more than 1 MB"


def test_an_answer_that_is_no_page_is_none() -> None:
    def gone(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(410, "Gone")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    assert failing(gone) == "the server answered 410 Gone"


def test_bytes_that_trickle_do_not_keep_it_waiting() -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(60):
            try:
                handler.wfile.write(b"x")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    started = time.monotonic()
    assert failing(trickle, Limits(seconds=0.3)) == "it took more than 0.3 seconds"
    assert time.monotonic() - started < 2.5


@pytest.mark.parametrize(
    "url", ["http://", "http://example.org/a b", "http://no-such-host.invalid/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises((WrongUsageError, WorkspaceError)) as refused:
        fetch(url)
    assert refused.value.code in ("copy-address", "fetch-failed")
