"""Lighthouse: 0.99 or more in its four categories, on the main kinds of page, served compressed."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.checkers.programs import HERE, chromium, module, program, write_sites

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("checkers")]

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "home": "",
    "case": "cases/jakobselv-soldier-2025/",
    "person": "people/andrey-medvedev/",
    "year": "years/2023/",
    "timeline": "timeline/",
}


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves as the servers do that such sites live on."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=31536000")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write_sites(tmp_path_factory.mktemp("lighthouse"), ["content"]) / "content"
    handler = functools.partial(_Compressing, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("kind", PAGES)
def test_lighthouse_finds_next_to_nothing_to_better(address: str, kind: str) -> None:
    node = program("node", "nodejs")
    cli = module("lighthouse/cli/index.js", HERE / "lighthouse" / "node_modules")
    command = [
        node, str(cli), address + PAGES[kind], "--quiet", "--output=json", "--output-path=stdout",
        f"--only-categories={','.join(CATEGORIES)}", "--max-wait-for-load=60000",
        # The canonical address is that of the site once published, not of this machine.
        "--skip-audits=canonical",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic",
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, check=True, timeout=300,
        env={**os.environ, "CHROME_PATH": chromium()},
    )  # fmt: skip
    report = json.loads(done.stdout)
    scores = {name: report["categories"][name]["score"] for name in CATEGORIES}
    lacking = {
        name: audit["score"]
        for name, audit in report["audits"].items()
        if audit.get("score") is not None and audit["score"] < 0.9
    }
    assert min(scores.values()) >= 0.99, (scores, lacking)
