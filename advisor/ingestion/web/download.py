"""One named page or file fetched within limits of size, time and redirects."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore
import httpx

from advisor.domain.errors import UnreadableDocument
from advisor.ingestion.web.addresses import Resolver, system_addresses, web_address
from advisor.ingestion.web.connections import CheckedTransport, Deadline

_MAX_REDIRECTS = 5
_QUIET_SECONDS = 20.0
"""A server that says nothing for so long is given up, however much time is left."""
_HEADERS = {
    "User-Agent": "seller-advisor (fetches pages that its user names)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",  # others unpack a small answer to far more before it can be counted
}
_UNPACKED = frozenset({"", "identity", "gzip", "x-gzip"})
_STATUS_REPAIRS = {
    401: "It wants a login: save the page and give its path.",
    403: "It does not let programs in: save the page and give its path.",
    404: "Check the address.",
    410: "The page is gone; look for where it has moved.",
    429: "It gets too many requests: try again later.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadLimits:
    """How much is fetched, and from where."""

    max_bytes: int = 20_000_000
    seconds: float = 60.0
    ports: tuple[int, ...] = (80, 443)
    allow_private_hosts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What an address gave; `url` is where it stood after all redirects."""

    url: httpx.URL
    data: bytes
    content_type: str


def download(
    url: str,
    *,
    limits: DownloadLimits,
    resolve: Resolver = system_addresses,
    tls: ssl.SSLContext | None = None,
) -> Download:
    """Fetch one address. Raises UnreadableDocument or its kind ForbiddenAddress.

    `resolve` finds the addresses of a host; what it answers is checked, and connected to as it is.
    """
    address = web_address(url, ports=limits.ports)
    transport = CheckedTransport(
        resolve=resolve,
        allow_private=limits.allow_private_hosts,
        deadline=Deadline.within(limits.seconds),
        tls=tls or httpx.create_ssl_context(),
    )
    with (
        _translated(url, limits),
        httpx.Client(
            transport=transport, headers=_HEADERS, timeout=_QUIET_SECONDS, trust_env=False
        ) as client,
    ):
        return _follow(client, address, limits=limits)


def _follow(client: httpx.Client, address: httpx.URL, *, limits: DownloadLimits) -> Download:
    named = address
    for _ in range(_MAX_REDIRECTS + 1):
        with client.stream("GET", address) as response:
            if response.next_request is None:
                _require_success(response, named)
                return Download(
                    url=address,
                    data=_body(response, named, max_bytes=limits.max_bytes),
                    content_type=response.headers.get("content-type", ""),
                )
            address = web_address(str(response.next_request.url), ports=limits.ports)
    raise UnreadableDocument(
        named, f"It redirects more than {_MAX_REDIRECTS} times.", repair="Check the address."
    )


def _require_success(response: httpx.Response, named: httpx.URL) -> None:
    status = response.status_code
    if status != httpx.codes.OK:
        reason = httpx.codes.get_reason_phrase(status)
        raise UnreadableDocument(
            named,
            f"The server answered {f'{status} {reason}'.strip()}.",
            repair=_STATUS_REPAIRS.get(status, "Try again later."),
        )
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _UNPACKED:
        raise UnreadableDocument(
            named,
            f"The server packed it as {encoding!r}, which was not asked for.",
            repair="Download the file and give its path.",
        )


def _body(response: httpx.Response, named: httpx.URL, *, max_bytes: int) -> bytes:
    body = bytearray()
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise _too_large(named, max_bytes)
    for piece in response.iter_bytes():
        body += piece
        if len(body) > max_bytes:
            raise _too_large(named, max_bytes)
    if not body:
        raise UnreadableDocument(named, "The server sent nothing.", repair="Check the address.")
    return bytes(body)


def _too_large(named: httpx.URL, max_bytes: int) -> UnreadableDocument:
    return UnreadableDocument(
        named,
        f"It is larger than {max_bytes / 1_000_000:g} MB.",
        repair="Set ADVISOR_INGESTION__MAX_DOWNLOAD_MEGABYTES, "
        "or download the file, split it and give its path.",
    )


@contextmanager
def _translated(url: str, limits: DownloadLimits) -> Iterator[None]:
    """Errors of the network in the reader's words."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise UnreadableDocument(
            url,
            f"It took too long: the limits are {_QUIET_SECONDS:g} seconds of silence "
            f"and {limits.seconds:g} seconds in all.",
            repair="Try again later, or download the file and give its path.",
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError) as error:
        raise UnreadableDocument(
            url,
            f"It cannot be fetched ({' '.join(str(error).split()) or type(error).__name__}).",
            repair="Check the address and the network, or download the file and give its path.",
        ) from error
