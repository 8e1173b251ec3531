import gzip
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from advisor.domain.errors import ForbiddenAddress, UnreadableDocument
from advisor.ingestion.web.download import DownloadLimits, download
from tests.web_server import WebServer, send, serving


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as served:
        yield served


@pytest.fixture
def limits(server: WebServer) -> DownloadLimits:
    """Lets the tests' own server be reached."""
    return DownloadLimits(ports=(80, 443, server.port), allow_private_hosts=True, seconds=5)


def test_a_page_comes_with_its_type_and_its_last_address(
    server: WebServer, limits: DownloadLimits
) -> None:
    server.lay("/fees", "6 percent", content_type="text/plain; charset=utf-8")
    server.redirect("/b", "/fees")
    found = download(server.redirect("/a", "b"), limits=limits)
    assert (found.data, found.content_type) == (b"6 percent", "text/plain; charset=utf-8")
    assert str(found.url) == f"{server.address}/fees"


def test_this_machine_is_not_fetched_from_unless_allowed(
    server: WebServer, limits: DownloadLimits
) -> None:
    url = server.lay("/", "inner")
    with pytest.raises(ForbiddenAddress, match=r"private or reserved network\. Set ADVISOR_INGEST"):
        download(url, limits=replace(limits, allow_private_hosts=False))
    assert server.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(
    server: WebServer, limits: DownloadLimits
) -> None:
    """A name that answers differently the second time (DNS rebinding) gains nothing."""
    server.lay("/", "page")
    answers = iter([["127.0.0.1"]])
    found = download(
        f"http://shop.test:{server.port}/", limits=limits, resolve=lambda *_: next(answers)
    )
    assert found.data == b"page"
    assert server.asked == [(f"shop.test:{server.port}", "/")]


def test_every_redirect_is_checked_again(server: WebServer, limits: DownloadLimits) -> None:
    """The first host is allowed as if it were public; the second leads inward."""
    answers = {"public.test": ["127.0.0.1"], "inner.test": ["10.0.0.1"]}
    url = server.redirect("/", "http://inner.test/")
    looked_up: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        looked_up.append(host)
        if host == "inner.test":
            raise ForbiddenAddress(host, "Asked again.", repair="Good.")
        return answers[host]

    with pytest.raises(ForbiddenAddress, match="Asked again"):
        download(url.replace("127.0.0.1", "public.test"), limits=limits, resolve=resolve)
    assert looked_up == ["public.test", "inner.test"]


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("file:///etc/passwd", "Only http and https"),
        ("ftp://shop.test/", "Only http and https"),
        ("http://shop.test:22/", "Port 22"),
        ("http://user:secret@shop.test/", "user name or password"),
        ("http://[", "cannot be fetched"),
    ],
)
def test_a_redirect_elsewhere_is_refused(
    server: WebServer, limits: DownloadLimits, target: str, problem: str
) -> None:
    with pytest.raises(UnreadableDocument, match=problem):
        download(server.redirect("/", target), limits=limits)


@pytest.mark.parametrize(("redirects", "fetched"), [(5, True), (6, False)])
def test_five_redirects_are_followed(
    server: WebServer, limits: DownloadLimits, redirects: int, fetched: bool
) -> None:
    server.lay("/0", "page")
    for number in range(1, redirects + 1):
        server.redirect(f"/{number}", f"/{number - 1}")
    url = f"{server.address}/{redirects}"
    if fetched:
        assert download(url, limits=limits).data == b"page"
    else:
        with pytest.raises(UnreadableDocument, match="redirects more than 5 times"):
            download(url, limits=limits)


@pytest.mark.parametrize("declared", [True, False])
def test_what_is_too_large_is_not_read_to_its_end(
    server: WebServer, limits: DownloadLimits, declared: bool
) -> None:
    url = server.lay("/", b"x" * 3_000_000, Content_Length="3000000" if declared else "")
    with pytest.raises(UnreadableDocument, match=r"larger than 1 MB\. Set ADVISOR_INGESTION__MAX"):
        download(url, limits=replace(limits, max_bytes=1_000_000))


def test_a_packed_answer_counts_unpacked(server: WebServer, limits: DownloadLimits) -> None:
    packed = gzip.compress(b"x" * 3_000_000)
    url = server.lay("/", packed, Content_Encoding="gzip")
    with pytest.raises(UnreadableDocument, match="larger than 1 MB"):
        download(url, limits=replace(limits, max_bytes=1_000_000))
    assert len(download(url, limits=limits).data) == 3_000_000


def test_a_packing_that_was_not_asked_for_is_refused(
    server: WebServer, limits: DownloadLimits
) -> None:
    url = server.lay("/", b"?", Content_Encoding="zstd")
    with pytest.raises(UnreadableDocument, match="packed it as 'zstd'"):
        download(url, limits=limits)


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_drips_gains_no_time(
    server: WebServer, limits: DownloadLimits, part: str
) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
        for number in range(40):
            handler.wfile.write(b"X-%d: x\r\n" % number)
            time.sleep(0.1)

    server.replies["/"] = drip
    started = time.monotonic()
    with pytest.raises(UnreadableDocument, match="took too long"):
        download(server.address, limits=replace(limits, seconds=0.5))
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("status", "repair"), [(404, "Check the address"), (403, "save the page"), (500, "Try again")]
)
def test_what_the_server_refuses_says_what_to_do(
    server: WebServer, limits: DownloadLimits, status: int, repair: str
) -> None:
    server.replies["/"] = lambda handler: send(handler, status, {"Content-Length": "0"}, b"")
    with pytest.raises(UnreadableDocument, match=f"answered {status} .*{repair}"):
        download(server.address, limits=limits)


def test_an_empty_answer_and_no_answer_are_errors(
    server: WebServer, limits: DownloadLimits
) -> None:
    with pytest.raises(UnreadableDocument, match="sent nothing"):
        download(server.lay("/", b""), limits=limits)
    server.replies["/broken"] = lambda handler: handler.wfile.write(b"no HTTP at all\r\n\r\n")  # type: ignore[assignment]
    with pytest.raises(UnreadableDocument, match="cannot be fetched"):
        download(f"{server.address}/broken", limits=limits)
    with pytest.raises(UnreadableDocument, match=r"cannot be fetched.*Check the address"):
        download("http://no-such-host.invalid/", limits=limits)


def test_a_proxy_of_the_environment_is_not_used(
    server: WebServer, limits: DownloadLimits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert download(server.lay("/", "page"), limits=limits).data == b"page"


def test_the_certificate_is_verified_for_the_name_of_the_host(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=shop.test"
    options = ["-addext", "subjectAltName=DNS:shop.test", "-keyout", key, "-out", certificate]
    subprocess.run([*command.split(), *options], check=True, capture_output=True)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate, key)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with serving(tls=own) as server:
        server.lay("/", "page")
        limits = DownloadLimits(ports=(server.port,), allow_private_hosts=True, seconds=5)

        def fetch(host: str, tls: ssl.SSLContext | None) -> bytes:
            url = f"https://{host}:{server.port}/"
            return download(url, limits=limits, resolve=lambda *_: ["127.0.0.1"], tls=tls).data

        assert fetch("shop.test", trusting) == b"page"
        with pytest.raises(UnreadableDocument, match=r"Hostname mismatch|not valid for"):
            fetch("bank.test", trusting)
        with pytest.raises(UnreadableDocument, match="certificate"):
            fetch("shop.test", None)
