import ipaddress

import pytest

from advisor.domain.errors import ForbiddenAddress
from advisor.ingestion.web.addresses import (
    checked_addresses,
    is_public,
    is_web_address,
    system_addresses,
    web_address,
)

PORTS = (80, 443)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("ftp://example.com/a", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("gopher://example.com", "Only http and https"),
        ("http:///no-host", "Only http and https"),
        ("http://user:secret@example.com/", "user name or password"),
        ("http://user@example.com/", "user name or password"),
        ("http://example.com:22/", "Port 22"),
        ("https://example.com:8443/", "Port 8443"),
        ("http://example.com:99999/", "Port 99999"),
        ("http://exa mple.com/", "no address of a page"),
        ("http://example.com/\r\nHost: other", "no address of a page"),
        ("http://exam\u200bple.com/", "no address of a page"),
        ("http://example.com/" + "a" * 3000, "no address of a page"),
        ("http://[::1", "no valid address"),
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str, problem: str) -> None:
    with pytest.raises(ForbiddenAddress, match=problem) as refused:
        web_address(url, ports=PORTS)
    assert "secret" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_an_address_has_one_form() -> None:
    forms = [
        "HTTP://Example.COM:80/fees#top",
        "http://example.com/fees",
        "http://example.com/fees#",
    ]
    assert {str(web_address(form, ports=PORTS)) for form in forms} == {"http://example.com/fees"}


def test_a_path_is_told_from_a_url() -> None:
    assert not any(map(is_web_address, ("docs/fees.md", "C:\\fees.md", "file:/fees.md", "a:b//c")))
    assert all(map(is_web_address, ("HTTPS://a.b", "ftp://a.b", "view-source://a.b")))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.1", "239.1.1.1", "240.0.0.1"),
        *("192.0.2.1", "198.18.0.1", "203.0.113.9", "::", "::1", "fe80::1", "fc00::1", "fd12::1"),
        *("ff02::1", "fec0::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1"),
        *("::127.0.0.1", "2001:0:7f00:1::1"),
    ],
)
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "::1", "0"],
)
def test_every_spelling_of_this_machine_is_refused(host: str) -> None:
    with pytest.raises(ForbiddenAddress, match="private or reserved network"):
        checked_addresses(host, 80, resolve=system_addresses, allow_private=False)


def test_one_inner_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.1"):
        checked_addresses(
            "shop.test", 80, resolve=lambda *_: ["8.8.8.8", "10.0.0.1"], allow_private=False
        )


def test_a_scope_does_not_hide_an_address() -> None:
    with pytest.raises(ForbiddenAddress):
        checked_addresses("shop.test", 80, resolve=lambda *_: ["fe80::1%lo"], allow_private=False)


def test_a_name_that_cannot_be_is_an_error_of_the_network() -> None:
    with pytest.raises(OSError, match="no host can be named so"):
        system_addresses("a" * 70 + ".test", 80)
