"""A site on a free port of this machine, as it is or as a host would serve it."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What is packed already gains nothing by it.
_PACKED = frozenset({".woff2", ".png"})


class _Plain(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: what the tests print is enough."""


class _Hosted(_Plain):
    """Compressed, over connections that stay open; what is in static/ may be kept for a year."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix not in _PACKED:
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        kept = 31_536_000 if "/static/" in self.path else 600
        self.send_header("Cache-Control", f"max-age={kept}")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def served(site: Path, *, hosted: bool = False) -> Iterator[str]:
    """The address of the site; `hosted`: as a host would serve it."""
    handler = functools.partial(_Hosted if hosted else _Plain, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
