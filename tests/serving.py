"""A web server like a good host's: the headers of the built `_headers`, compressed answers, 404.html for what is missing."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import brotli

QUALITY = 5
"""How hard brotli tries. Servers that compress while they answer choose about this; files made ahead get smaller."""

Rules = list[tuple[re.Pattern[str], dict[str, str]]]


@functools.cache
def compressed(content: bytes) -> bytes:
    """What goes over the wire, with brotli."""
    return bytes(brotli.compress(content, quality=QUALITY))


def rules(text: str) -> Rules:
    """The rules of a `_headers` file: what an address must look like, and the headers it gets."""
    found: Rules = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            name, colon, value = line.strip().partition(": ")
            assert colon or name.startswith("! "), f"_headers: not a header: {line}"
            found[-1][1][name] = value
        else:
            found.append((re.compile(re.escape(line.strip()).replace(r"\*", ".*")), {}))
    return found


def headers_for(path: str, of: Rules) -> dict[str, str]:
    """The headers of an address. Two rules that give one header are a fault, as hosts join their values, unless the
    later takes it back first (``! NAME``, as Cloudflare has it)."""
    given: dict[str, str] = {}
    for pattern, rule in of:
        if pattern.fullmatch(path):
            back = {name.removeprefix("! ") for name in rule if name.startswith("! ")}
            headers = {name: value for name, value in rule.items() if not name.startswith("! ")}
            given = {name: value for name, value in given.items() if name not in back}
            assert not given.keys() & headers.keys(), f"_headers: {path} is given a header twice"
            given |= headers
    return given


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the browser to say that it got the headers

    def __init__(self, *arguments: Any, of: Rules, **named: Any) -> None:
        self.of = of
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """Answer with the file, compressed as far as the browser can read that."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.partition("?")[0].endswith("/"):
            super().do_GET()  # sends the browser to the folder, with a slash at the end
            return
        file = path / "index.html" if path.is_dir() else path
        status = HTTPStatus.OK if file.is_file() else HTTPStatus.NOT_FOUND
        if status is HTTPStatus.NOT_FOUND:
            file = Path(self.directory, "404.html")
        content = file.read_bytes() if file.is_file() else b""
        accepted = self.headers.get("Accept-Encoding", "")
        encoding = "br" if re.search(r"\bbr\b", accepted) else "gzip" if "gzip" in accepted else ""
        if encoding:
            content = compressed(content) if encoding == "br" else gzip.compress(content)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers_for(self.path.partition("?")[0], self.of).items():
            self.send_header(name, value)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(content)

    def guess_type(self, path: Any) -> str:
        """The type of a file; what holds text says that it is UTF-8."""
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "javascript")) else kind

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serve(site: Path, port: int = 0) -> Iterator[str]:
    """The address of a web server with the site, while it is needed; ``port`` 0 is any that is free."""
    handler = functools.partial(_Handler, directory=str(site), of=rules((site / "_headers").read_text("utf-8")))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
