"""Addresses."""

import pytest

from dossier.errors import UnreadableFile
from dossier.reading.network.urls import canonical, is_address, is_public_ip, resolve_host, validate_url


def test_an_address_is_distinguished_from_a_path() -> None:
    """Anything with a scheme."""
    assert is_address("https://example.org/a")
    assert is_address("ftp://example.org/a")
    assert not is_address("seeds/a.txt")
    assert not is_address("C:\\a.txt")


def test_parts_that_do_not_identify_the_article_do_not_count() -> None:
    """Letter case of the host, www, tracking, fragment, order, the trailing slash, AMP."""
    assert canonical("http://www.Example.org:80/a/amp/?utm_source=x&b=2&a=1&fbclid=z#top") == canonical("https://example.org/a?a=1&b=2")
    assert canonical("https://example.org/a?id=1") != canonical("https://example.org/a?id=2")
    assert canonical("https://example.org/A") != canonical("https://example.org/a")
    assert canonical("http://[broken") == "http://[broken"


def test_parts_of_an_address_are_made_plain() -> None:
    """Letters beyond ASCII as the wire wants them."""
    assert validate_url("https://bücher.example/straße?q=ä#x") == ("https", "xn--bcher-kva.example", 443, "/stra%C3%9Fe?q=%C3%A4")
    assert validate_url("http://[2001:db8::1]:8080") == ("http", "2001:db8::1", 8080, "/")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "javascript://x",
        "https://",
        "https://user:pass@example.org/",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://example.org/a\r\nHost: b",
        "https://example.org/" + "a" * 5000,
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    """Other schemes, passwords, what would smuggle a header in."""
    with pytest.raises(UnreadableFile):
        validate_url(address)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104  a number to be refused, not bound
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "ff02::1",
        "::",
    ],
)
def test_private_numbers_are_known(number: str) -> None:
    """Also those wrapped into other numbers."""
    assert not is_public_ip(number)


def test_public_numbers_are_public() -> None:
    """As they are, and wrapped."""
    assert all(map(is_public_ip, ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34", "64:ff9b::5db8:d822")))


def test_a_name_of_this_machine_is_private() -> None:
    """Names are resolved before any request."""
    with pytest.raises(UnreadableFile, match="private"):
        resolve_host("localhost", 80, private=False)
    assert resolve_host("localhost", 80, private=True)
