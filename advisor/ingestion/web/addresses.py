"""Which addresses may be fetched: a URL by its form, a host by where it really leads."""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence

import httpx

from advisor.domain.errors import ForbiddenAddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host, for a port. Raises OSError when it has none."""

DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_URL_CHARS = 2048
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_web_address(source: str) -> bool:
    """Whether a source is written as a URL, of whatever scheme, and not as a path."""
    return _SCHEME.match(source) is not None


def normal_form(url: str) -> httpx.URL:
    """The URL as it is stored, without a fragment. Raises ForbiddenAddress for what is none."""
    if len(url) > _MAX_URL_CHARS or _UNPRINTABLE.search(url):
        raise ForbiddenAddress(
            url[:80], "It is no address of a page.", repair="Copy it from the browser again."
        )
    try:
        return httpx.URL(url).copy_with(fragment=None)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise ForbiddenAddress(
            url, f"It is no valid address ({error}).", repair="Copy it from the browser again."
        ) from error


def web_address(url: str, *, ports: Sequence[int]) -> httpx.URL:
    """The URL in its normal form, if it may be fetched. Raises ForbiddenAddress.

    Only http and https on one of `ports` are allowed, and no user name or password.
    """
    address = normal_form(url)
    if address.scheme not in DEFAULT_PORTS or not address.host:
        raise ForbiddenAddress(
            url,
            "Only http and https addresses are fetched.",
            repair="Give such an address, or download the file and give its path.",
        )
    if address.userinfo:
        raise ForbiddenAddress(
            address.copy_with(userinfo=b""),
            "It holds a user name or password, which would be stored and shown.",
            repair="Give it without, or download the file and give its path.",
        )
    _require_port(address, ports)
    return address


def checked_addresses(
    host: str, port: int, *, resolve: Resolver, allow_private: bool
) -> Sequence[str]:
    """Where a host leads, all of it public unless `allow_private`.

    Raises ForbiddenAddress, or OSError for a host that has no address.
    """
    found = resolve(host, port)
    for text in found:
        if not allow_private and not is_public(ipaddress.ip_address(text.partition("%")[0])):
            raise ForbiddenAddress(
                host,
                f"It leads to {text}, which lies in a private or reserved network.",
                repair="Set ADVISOR_INGESTION__ALLOW_PRIVATE_HOSTS=true if you trust it, "
                "or download the file and give its path.",
            )
    return found


def is_public(address: IPAddress) -> bool:
    """Whether an address lies on the internet; for one that stands for another, whether that does."""
    inside = _embedded(address)
    if inside is not None:
        return is_public(inside)
    is_site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or is_site_local)


def system_addresses(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, by the system's resolver. Raises OSError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label of the name is too long or empty
        raise OSError(f"no host can be named so: {error}") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _embedded(address: IPAddress) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, or passes traffic on to."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _require_port(address: httpx.URL, ports: Sequence[int]) -> None:
    port = address.port or DEFAULT_PORTS[address.scheme]
    if port not in ports:
        raise ForbiddenAddress(
            address,
            f"Port {port} is not one of those that are fetched from ({', '.join(map(str, ports))}).",
            repair="Set ADVISOR_INGESTION__PORTS if you trust it, "
            "or download the file and give its path.",
        )
