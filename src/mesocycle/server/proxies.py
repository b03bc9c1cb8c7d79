"""Who really calls, where a proxy stands in between: believed only of proxies that the settings name."""

import ipaddress
from collections.abc import Iterable, MutableMapping
from functools import lru_cache
from typing import Any

FORWARDING = frozenset({b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip"})
"""Headers that proxies add."""


class Proxies:
    """The proxies whose word is taken for where a request came from."""

    def __init__(self, trusted: Iterable[str]) -> None:
        """Trust these addresses and networks."""
        self._networks = [ipaddress.ip_network(each, strict=False) for each in trusted]
        self._trusts = lru_cache(maxsize=1024)(self._is_trusted)

    def __bool__(self) -> bool:
        """Tell whether any is trusted at all."""
        return bool(self._networks)

    def _is_trusted(self, address: str) -> bool:
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return False
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        return any(ip in network for network in self._networks)

    def look_behind(self, scope: MutableMapping[str, Any]) -> None:
        """Put the true caller and scheme into a scope that came through a trusted proxy."""
        client = scope.get("client")
        if not client or not self._trusts(client[0]):
            return
        chain: list[str] = []
        for name, value in scope["headers"]:
            if name == b"x-forwarded-for":
                chain += [each.strip() for each in value.decode("latin-1").split(",")]
            elif name == b"x-forwarded-proto" and value.strip().lower() in {b"http", b"https"}:
                scope["scheme"] = value.strip().lower().decode()
        for address in reversed(chain):  # the last one that no trusted proxy wrote down for another
            if not _is_address(address):
                return
            scope["client"] = (address, 0)
            if not self._trusts(address):
                return


def is_this_machine(scope: MutableMapping[str, Any]) -> bool:
    """Tell whether a request came straight from this machine, and not by way of a proxy on it."""
    client = scope.get("client")
    if not client or any(name in FORWARDING for name, _ in scope["headers"]):
        return False
    return _is_address(client[0]) and ipaddress.ip_address(client[0]).is_loopback


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
