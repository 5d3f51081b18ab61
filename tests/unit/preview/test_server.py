"""The preview server: what it serves and to whom, and how it notices that files were saved."""

from __future__ import annotations

import errno
import http.client
import json
import os
import shutil
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from defectarchive.preview import watcher as watcher_module
from defectarchive.preview.places import SourceFault
from defectarchive.preview.served_html import allowing, served_html
from defectarchive.preview.server import HOST, content_type, listening, serving
from defectarchive.preview.site import Site
from defectarchive.preview.state import PreviewState
from defectarchive.preview.watcher import Watcher, has_notices, state_of
from defectarchive.workspace.errors import WorkspaceError

PAGE = b"<!doctype html><html><head><title>x</title></head><body>Home</body></html>"
SITE = {
    "index.html": PAGE,
    "cases/a b/index.html": PAGE,
    "404.html": b'<head><base href="/archive/"></head><body>Gone</body>',
    "static/style.css": b"a{}",
    "data/events.csv": b"id\r\n",
}


def site(files: Mapping[str, bytes]) -> Site:
    made = Site()
    for path, data in files.items():
        made.put(path, data)
    return made


@pytest.fixture
def shop() -> PreviewState:
    made = PreviewState()
    made.show(site(SITE))
    return made


@pytest.fixture
def port(shop: PreviewState) -> Iterator[int]:
    with listening(shop, 0) as server, serving(server):
        yield server.server_port


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.body = response.read()
        self.headers = response.headers


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection:
        connection.request(method, path, headers=headers)
        return Answer(connection.getresponse())


class Listener:
    """A browser that listens to events."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=5)
        self._connection.request("GET", "/-/events")
        self._response = self._connection.getresponse()
        self.kind = self._response.headers["Content-Type"]

    def hear(self) -> dict[str, Any]:
        while not (line := self._response.readline()).startswith(b"data: "):
            assert line, "the server has ended the stream"
        heard: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
        return heard

    def close(self) -> None:
        self._response.close()
        self._connection.close()


# --- what goes wrong with requests ---------------------------------------------------------------


def test_without_a_free_descriptor_it_waits_and_answers_once_there_is_one(
    shop: PreviewState, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[float] = []
    real = ThreadingHTTPServer.get_request

    def refuse(server: ThreadingHTTPServer) -> object:
        tries.append(time.monotonic())
        if len(tries) <= 3:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return real(server)

    monkeypatch.setattr(ThreadingHTTPServer, "get_request", refuse)
    with listening(shop, 0) as server, serving(server):
        assert ask(server.server_port, "/").status == 200
    assert len(tries) == 4
    assert tries[3] - tries[0] >= 0.3


def test_a_connection_that_is_reset_is_nothing_to_tell(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(5):
        with closing(socket.create_connection((HOST, port), timeout=5)) as connection:
            connection.sendall(b"GET / HT")
            linger = struct.pack("ii", 1, 0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    assert ask(port, "/").status == 200
    time.sleep(0.2)
    assert capfd.readouterr() == ("", "")


def test_what_else_goes_wrong_is_told_in_one_line(
    shop: PreviewState,
    port: int,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        raise RuntimeError("line one\nline two")

    monkeypatch.setattr(shop.__class__, "now", lambda _: fail())
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        ask(port, "/")
    time.sleep(0.2)
    told = capfd.readouterr().err
    assert told == "defectarchive: a request was not answered: RuntimeError: line one line two\n"
    monkeypatch.undo()


# --- what is served ------------------------------------------------------------------------------


def test_a_folder_shows_its_index(port: int) -> None:
    assert ask(port, "/").status == 200
    assert ask(port, "/cases/a%20b/").status == 200
    assert b"Home" in ask(port, "/cases/a%20b/?from=here").body


def test_a_folder_without_slash_leads_to_the_one_with_it(port: int) -> None:
    answer = ask(port, "/cases/a%20b?x=1")
    assert (answer.status, answer.headers["Location"]) == (302, "/cases/a%20b/?x=1")


def test_no_redirect_leads_to_another_server(port: int) -> None:
    assert ask(port, "//cases/a%20b").headers["Location"] == "/cases/a%20b/"
    for path in ("//evil.example/cases/a%20b", "/\\evil.example", "/%2fevil.example"):
        answer = ask(port, path)
        assert answer.status == 404, path
        assert answer.headers["Location"] is None


def test_an_unknown_address_gets_the_page_for_errors_with_status_404(port: int) -> None:
    answer = ask(port, "/nothing/here")
    assert answer.status == 404
    assert b"Gone" in answer.body


def test_the_page_for_errors_takes_its_style_from_this_server(port: int) -> None:
    assert b'<base href="/">' in ask(port, "/nothing/here").body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/static/../../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/static/%2e%2e%2f%2e%2e%2fetc/passwd",
        "//etc/passwd",
        "/%00",
        "/%ff",
        "/-/server.py",
        "/-/../server.py",
    ],
)
def test_no_path_leads_out_of_the_site(port: int, path: str) -> None:
    assert ask(port, path).status == 404


def test_head_gives_the_same_without_a_body(port: int) -> None:
    for path in ("/", "/static/style.css", "/nothing", "/-/reload.js"):
        get, head = ask(port, path), ask(port, path, "HEAD")
        assert head.body == b""
        assert (head.status, head.headers["Content-Length"]) == (get.status, str(len(get.body)))


def test_head_of_the_events_ends(port: int) -> None:
    assert ask(port, "/-/events", "HEAD").status == 200


def test_nothing_may_be_kept_by_the_browser(port: int) -> None:
    for path in ("/", "/static/style.css", "/nothing", "/-/reload.js", "/cases/a%20b"):
        assert ask(port, path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("static/style.css", "text/css; charset=utf-8"),
        ("data/events.csv", "text/csv; charset=utf-8"),
        ("data/archive.json", "application/json"),
        ("feed.xml", "application/atom+xml"),
        ("sitemap.xml", "application/xml"),
        ("static/favicon.svg", "image/svg+xml"),
        ("static/fonts/a.woff2", "font/woff2"),
        ("static/picture.png", "image/png"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("a.folder/file", "application/octet-stream"),
        ("file.unheard-of", "application/octet-stream"),
    ],
)
def test_files_are_served_as_what_they_are(path: str, kind: str) -> None:
    assert content_type(path) == kind


def test_files_that_are_no_pages_are_served_byte_for_byte(port: int) -> None:
    answer = ask(port, "/data/events.csv")
    assert answer.body == SITE["data/events.csv"]
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_before_there_is_a_site_a_page_waits_for_it() -> None:
    with listening(PreviewState(), 0) as server, serving(server):
        answer = ask(server.server_port, "/any/page/")
    assert answer.status == 503
    assert b"/-/reload.js" in answer.body


# --- to whom -------------------------------------------------------------------------------------


def test_only_this_machine_can_reach_it(shop: PreviewState) -> None:
    with listening(shop, 0) as server:
        assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8000", "LOCALHOST:1"])
def test_requests_by_the_names_of_this_machine_are_answered(port: int, host: str) -> None:
    assert ask(port, "/", Host=host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.nip.io", ""]
)
def test_requests_by_another_name_are_refused(port: int, host: str) -> None:
    for path in ("/", "/-/events", "/-/reload.js", "/static/style.css"):
        assert ask(port, path, Host=host).status == 403


def test_a_taken_port_is_said_in_one_line(shop: PreviewState) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        number = taken.getsockname()[1]
        with (
            pytest.raises(WorkspaceError, match=f"^port {number} is in use; name another"),
            listening(shop, number),
        ):
            pass


# --- what is done to pages -----------------------------------------------------------------------


def test_pages_get_the_script_and_nothing_else_changes(port: int) -> None:
    body = ask(port, "/").body
    start, end = body.index(b"<script"), body.index(b"</script>\n") + len(b"</script>\n")
    assert body[:start] + body[end:] == PAGE
    assert body[start:].startswith(b'<script src="/-/reload.js" data-version="')


def test_ctrl_c_while_it_starts_leaves_no_thread_with_a_closed_socket(
    shop: PreviewState, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[threading.Thread] = []

    def interrupted(thread: threading.Thread) -> None:
        start(thread)
        started.append(thread)
        signal.raise_signal(signal.SIGINT)

    start = threading.Thread.start
    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with pytest.raises(KeyboardInterrupt), listening(shop, 0) as server, serving(server):
        pytest.fail("it went on")
    assert len(started) == 1
    assert not started[0].is_alive()


def test_the_script_and_its_style_are_there(port: int) -> None:
    assert ask(port, "/-/reload.js").headers["Content-Type"].startswith("text/javascript")
    assert ask(port, "/-/overlay.css").headers["Content-Type"].startswith("text/css")


def test_a_page_without_head_gets_the_script_all_the_same() -> None:
    assert served_html(b"<p>x", "1").startswith(b"<p>x<script")


def test_bytes_that_are_no_utf8_pass_unchanged() -> None:
    assert served_html(b"\xff</head>\xfe", "1").startswith(b"\xff<script")


def test_the_policy_lets_in_only_what_comes_from_the_server_itself() -> None:
    assert allowing("default-src 'none'; style-src 'self'") == (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"
    )
    assert allowing("script-src 'none'") == "script-src 'self'"
    assert allowing("default-src 'self'; img-src *") == "default-src 'self'; img-src *"
    assert allowing("default-src https://a.example;") == (
        "default-src https://a.example; script-src https://a.example 'self'; "
        "connect-src https://a.example 'self'; style-src https://a.example 'self'"
    )
    assert allowing("") == ""


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        "<META content=\"default-src &#39;none&#39;\" http-equiv='content-security-policy' />",
    ],
)
def test_the_policy_of_a_page_is_found_however_it_is_written(meta: str) -> None:
    page = served_html(f"<head>{meta}</head>".encode(), "1").decode()
    assert "script-src &#x27;self&#x27;" in page


def test_other_meta_tags_stay() -> None:
    page = b'<head><meta name="description" content="default-src"></head>'
    assert b'content="default-src"' in served_html(page, "1")


# --- what the browser is told --------------------------------------------------------------------


def test_a_browser_is_told_at_once_what_is_shown(port: int, shop: PreviewState) -> None:
    with closing(Listener(port)) as browser:
        assert browser.kind == "text/event-stream"
        told = browser.hear()
    nothing = {"first": [], "more": 0}
    page = {"files": [], "quotations": nothing, "drafts": nothing}
    version = shop.now().version
    assert told == {"version": version, "faults": nothing, "warnings": nothing, "page": page}


def test_a_page_knows_its_version(port: int, shop: PreviewState) -> None:
    assert f'data-version="{shop.now().version}"'.encode() in ask(port, "/").body


def test_another_site_is_another_version(port: int, shop: PreviewState) -> None:
    with closing(Listener(port)) as browser:
        first = browser.hear()["version"]
        shop.show(site({**SITE, "new.html": PAGE}))
        assert browser.hear()["version"] != first


def test_the_same_site_again_tells_nobody(shop: PreviewState) -> None:
    before = shop.now()
    assert shop.show(site(SITE)) == (0, 0)
    assert shop.now().serial == before.serial


def test_faults_are_told_and_the_site_stays(port: int, shop: PreviewState) -> None:
    with closing(Listener(port)) as browser:
        first = browser.hear()
        shop.complain([SourceFault("a.md:1:2", "error[x]", "wrong", "<b>", "mend it")])
        fault = {
            "place": "a.md:1:2",
            "kind": "error[x]",
            "message": "wrong",
            "excerpt": "<b>",
            "hint": "mend it",
            "href": "",
        }
        assert browser.hear() == {**first, "faults": {"first": [fault], "more": 0}}
        assert ask(port, "/").status == 200
        shop.show(site(SITE))
        assert browser.hear() == first


def test_of_thousands_of_faults_the_first_are_told_and_how_many_there_are(
    shop: PreviewState,
) -> None:
    shop.complain([SourceFault("", "", str(number)) for number in range(1000)])
    told = json.loads(shop.now().message())
    assert (len(told["faults"]["first"]), told["faults"]["more"]) == (50, 950)


def test_what_a_build_warned_of_is_told_though_the_site_is_as_it_was(
    port: int, shop: PreviewState
) -> None:
    with closing(Listener(port)) as browser:
        first = browser.hear()
        shop.show(site(SITE), [SourceFault("a.md:1:2", "warning[x]", "odd")])
        told = browser.hear()
        assert told["version"] == first["version"]
        assert [each["place"] for each in told["warnings"]["first"]] == ["a.md:1:2"]
        shop.show(site(SITE))
        assert browser.hear() == first


def test_it_is_counted_what_differs_and_what_is_gone(shop: PreviewState) -> None:
    files = {**SITE, "new.html": PAGE, "static/style.css": b"b{}"}
    del files["data/events.csv"]
    assert shop.show(site(files)) == (2, 1)


def test_files_that_are_made_later_are_those_of_the_last_site(
    port: int, shop: PreviewState
) -> None:
    before = shop.now()
    for text in (b"one", b"two"):
        made = site(SITE)
        made.put_later("late.csv", lambda text=text: text)  # type: ignore[misc]
        shop.show(made)
        assert ask(port, "/late.csv").body == text
    assert shop.now().version == before.version


def test_pages_from_before_a_restart_are_out_of_date() -> None:
    assert PreviewState().now().version != PreviewState().now().version


def test_the_server_ends_though_browsers_listen(shop: PreviewState) -> None:
    with listening(shop, 0) as server:
        with serving(server):
            browsers = [Listener(server.server_port) for _ in range(5)]
            started = time.monotonic()
        assert time.monotonic() - started < 2
        for browser in browsers:
            browser.close()


def test_a_browser_that_leaves_does_no_harm(port: int, shop: PreviewState) -> None:
    Listener(port).close()
    for number in range(5):
        shop.show(site({**SITE, "n": str(number).encode()}))
    assert ask(port, "/n").body == b"4"


# --- noticing what was saved ---------------------------------------------------------------------

NOTICES = [
    False,
    pytest.param(
        True,
        marks=pytest.mark.skipif(
            not has_notices(), reason="watchfiles is not installed: pip install -e '.[serve]'"
        ),
    ),
]


@pytest.fixture(params=NOTICES, ids=lambda given: "notices" if given else "looking")
def watching(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watcher]:
    monkeypatch.setattr(watcher_module, "_SLOW", 0.3)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("one")
    with Watcher(lambda: state_of(tmp_path), [tmp_path], notices=request.param) as watcher:
        yield watcher


def later(change: Callable[[], object]) -> None:
    threading.Timer(0.1, change).start()


def bursts(watcher: Watcher) -> int:
    """How many changes are found until it has been quiet for a while."""
    count = 0
    while watcher.wait(5.0 if count == 0 else 0.7):
        count += 1
    return count


def test_a_file_that_is_written_is_one_change(watching: Watcher, tmp_path: Path) -> None:
    later(lambda: (tmp_path / "articles" / "a.md").write_text("two"))
    assert bursts(watching) == 1


def test_writing_aside_and_renaming_is_one_change(watching: Watcher, tmp_path: Path) -> None:
    def save() -> None:
        draft = tmp_path / "articles" / ".a.md.tmp"
        draft.write_text("two")
        draft.replace(tmp_path / "articles" / "a.md")

    later(save)
    assert bursts(watching) == 1


def test_deleting_and_writing_anew_is_one_change(watching: Watcher, tmp_path: Path) -> None:
    def save() -> None:
        (tmp_path / "articles" / "a.md").unlink()
        time.sleep(0.01)
        (tmp_path / "articles" / "a.md").write_text("two")

    later(save)
    assert bursts(watching) == 1


def test_many_files_at_once_are_one_change(watching: Watcher, tmp_path: Path) -> None:
    def check_out() -> None:
        for number in range(200):
            folder = tmp_path / f"folder-{number % 7}"
            folder.mkdir(exist_ok=True)
            (folder / f"{number}.md").write_text("x")

    later(check_out)
    assert bursts(watching) == 1


def test_a_folder_that_is_moved_away_and_made_anew_is_still_watched(
    watching: Watcher, tmp_path: Path
) -> None:
    def replace() -> None:
        shutil.rmtree(tmp_path)
        (tmp_path / "articles").mkdir(parents=True)

    later(replace)
    assert bursts(watching) >= 1
    later(lambda: (tmp_path / "articles" / "b.md").write_text("x"))
    assert bursts(watching) == 1


def test_what_changed_while_nobody_waited_is_found(watching: Watcher, tmp_path: Path) -> None:
    (tmp_path / "articles" / "a.md").write_text("during a build")
    assert watching.wait(5)


def test_a_file_that_was_only_looked_at_is_no_change(watching: Watcher, tmp_path: Path) -> None:
    (tmp_path / "articles" / "a.md").read_bytes()
    os.utime(tmp_path / "articles")
    assert not watching.wait(0.7)


def test_without_watchfiles_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher_module, "has_notices", lambda: False)
    with Watcher(lambda: state_of(tmp_path), [tmp_path]) as watcher:
        later(lambda: (tmp_path / "a.md").write_text("x"))
        assert watcher.wait(5)
