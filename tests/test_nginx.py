"""The recipes for nginx, tried with a real one: at the root, below a path, and in front of the guide."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from conftest import ROOT, SITE_URL, Build
from guide.headers import headers
from html_pages import BuiltPage, pages_of
from serving import serve
from walking import walk

NGINX = shutil.which("nginx")
PATH = "/tjenester/hjelp/"

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx: install it to try the recipes in deploy/")

MAIN = """\
daemon off;
worker_processes 1;
error_log stderr;
pid {folder}/pid;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    {temporary}
    server {{
        listen 127.0.0.1:{port};
        {inside}
    }}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def nginx(folder: Path, inside: str) -> Iterator[str]:
    """The address of an nginx whose server has the directives ``inside``."""
    assert NGINX is not None
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    # Workers of a master that is root are somebody else, who may not read what the test wrote.
    main = "user root;\n" * (Path("/proc/self").stat().st_uid == 0) + MAIN
    (folder / "nginx.conf").write_text(
        main.format(folder=folder, temporary=temporary, port=port, inside=inside), "utf-8"
    )
    command = [NGINX, "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        running.wait()


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def ask(server: str, path: str, **more: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(server.split("/")[2])
    connection.request("GET", path, headers=more)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


def holds(server: str, path: str) -> None:
    """What must hold of an nginx with the guide at ``path``."""
    wanted = {name.lower(): value for name, value in headers().items()}
    for address, status, kept in (
        ("", HTTPStatus.OK, "no-cache"),
        ("nn/tema/", HTTPStatus.OK, "no-cache"),
        ("assets/guide.css", HTTPStatus.OK, "public, max-age=31536000, immutable"),
        ("finnes/ikke/", HTTPStatus.NOT_FOUND, "no-cache"),
        ("assets/borte.css", HTTPStatus.NOT_FOUND, "no-cache"),
    ):
        got, said, content = ask(server, path + address)
        assert (got, said["cache-control"]) == (status, kept), address
        assert {name: said.get(name) for name in wanted} == wanted, address
        assert address == "assets/guide.css" or b'href="tel:112"' in content
    redirected = ask(server, f"{path}tema")
    assert redirected[0] == HTTPStatus.MOVED_PERMANENTLY
    assert redirected[1]["location"].endswith(f"{path}tema/")
    assert ask(server, path, **{"Accept-Encoding": "gzip"})[1]["content-encoding"] == "gzip"
    assert ask(server, path)[1]["content-type"] == "text/html; charset=utf-8"
    assert ask(server, f"{path}assets/guide.js")[1]["content-type"].endswith("charset=utf-8")


def test_at_the_root_of_a_host(built: Build, tmp_path: Path) -> None:
    text = (ROOT / "deploy/nginx-server.conf").read_text("utf-8").replace("/var/www/guide/site", str(built.site))
    inside = text[text.index("{") + 1 : text.rindex("}")]
    # No certificate here; what else the recipe says stands.
    inside = re.sub(r"^ *(listen|ssl_\w+|server_name) .*\n", "", inside, flags=re.M)
    with nginx(tmp_path / "nginx", inside) as server:
        holds(server, "/")
        assert "max-age" in ask(server, "/")[1]["strict-transport-security"]
        assert walk(server, pages_of(built.site)).broken == []


def below_a_path(published: dict[str, BuiltPage], folder: Path) -> str:
    """The recipe for a path, with the site in its place below ``folder``."""
    (folder / "tjenester").mkdir(parents=True)
    (folder / "tjenester/hjelp").symlink_to(published[""].site, target_is_directory=True)
    return (ROOT / "deploy/nginx-path.conf").read_text("utf-8").replace("/var/www/guide", str(folder))


def test_below_a_path(published: dict[str, BuiltPage], tmp_path: Path) -> None:
    with nginx(tmp_path / "nginx", below_a_path(published, tmp_path / "www")) as server:
        holds(server, PATH)
        assert walk(server + PATH[1:], [*published, "404.html"], public=SITE_URL).broken == []


def test_in_front_of_the_guide_nothing_is_told_of_readers(published: dict[str, BuiltPage], tmp_path: Path) -> None:
    text = (ROOT / "deploy/nginx-proxy.conf").read_text("utf-8")
    with serve(published[""].site) as guide:
        inside = text.replace("https://guide.example.net/", guide).replace("guide.example.net", "guide")
        with nginx(tmp_path / "nginx", inside) as server:
            assert walk(server + PATH[1:], published, public=SITE_URL).broken == []
            status, said, content = ask(server, f"{PATH}finnes/ikke/", Cookie="a=b")
    assert status == HTTPStatus.NOT_FOUND
    assert b'href="tel:112"' in content
    assert {name: said.get(name.lower()) for name in headers()} == headers()
    assert "set-cookie" not in said
