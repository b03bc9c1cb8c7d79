"""Who really calls: a proxy's word is taken only where the settings trust it."""

import pytest

from mesocycle.server.proxies import Proxies, is_this_machine
from tests.server.asgi import a_scope


def client_behind(trusted: tuple[str, ...], client: str, *forwarded: bytes) -> str:
    scope = a_scope("/", headers=[(b"x-forwarded-for", each) for each in forwarded], client=client)
    Proxies(trusted).look_behind(scope)
    return str(scope["client"][0])


@pytest.mark.parametrize(
    ("client", "forwarded", "caller"),
    [
        ("10.0.0.1", [b"203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", [b"198.51.100.1, 203.0.113.9"], "203.0.113.9"),  # the first is what the caller claims
        ("10.0.0.1", [b"203.0.113.9, 10.0.0.2"], "203.0.113.9"),
        ("10.0.0.1", [b"203.0.113.9", b"10.0.0.2"], "203.0.113.9"),
        ("10.0.0.1", [b"10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", [b"203.0.113.9, unknown"], "10.0.0.1"),
        ("10.0.0.1", [b""], "10.0.0.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("::ffff:10.0.0.1", [b"2001:db8::1"], "2001:db8::1"),
        ("203.0.113.5", [b"198.51.100.1"], "203.0.113.5"),
        ("no address", [b"198.51.100.1"], "no address"),
    ],
)
def test_the_caller_is_the_last_address_that_no_trusted_proxy_has(
    client: str, forwarded: list[bytes], caller: str
) -> None:
    assert client_behind(("10.0.0.0/8",), client, *forwarded) == caller


def test_without_trusted_proxies_nobody_is_believed() -> None:
    assert not Proxies(())
    assert client_behind((), "127.0.0.1", b"203.0.113.9") == "127.0.0.1"


def test_the_scheme_is_believed_of_a_trusted_proxy_only() -> None:
    schemes = []
    for client in ("10.0.0.1", "203.0.113.5"):
        scope = a_scope("/", headers=[(b"x-forwarded-proto", b"https")], client=client)
        Proxies(("10.0.0.1",)).look_behind(scope)
        schemes.append(scope["scheme"])

    assert schemes == ["https", "http"]


@pytest.mark.parametrize(
    ("client", "header", "local"),
    [
        ("127.0.0.1", b"accept", True),
        ("::1", b"accept", True),
        ("127.0.0.1", b"x-forwarded-for", False),
        ("127.0.0.1", b"via", False),
        ("10.0.0.1", b"accept", False),
        ("nowhere", b"accept", False),
    ],
)
def test_this_machine_is_a_loopback_address_without_a_proxy_on_the_way(
    client: str, header: bytes, *, local: bool
) -> None:
    assert is_this_machine(a_scope("/", headers=[(header, b"x")], client=client)) is local
