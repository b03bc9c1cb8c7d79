"""How many requests a caller may make in a minute; counted in this process, by token, sign-in or network address."""

import threading
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from mesocycle.domain.people.sign_in_limit import network_of

WINDOW_S = 60
MOST_NETWORKS = 50_000
_REST = b"the rest"


class Allowance(NamedTuple):
    """What is left in the present minute."""

    limit: int
    remaining: int
    """Below zero: this request is one too many."""
    reset_s: int
    """Until it is whole again."""

    @property
    def headers(self) -> dict[str, str]:
        """As every answer says it."""
        return {
            "ratelimit-limit": str(self.limit),
            "ratelimit-remaining": str(max(self.remaining, 0)),
            "ratelimit-reset": str(self.reset_s),
        }


class Limits:
    """Fixed minutes, so that a caller costs two numbers.

    A token that nobody has looked up yet may be any text: until it was found good, in this minute or the one before,
    its requests count for the network that they come from. So whoever makes tokens up has one allowance, not many.
    """

    def __init__(self, per_minute: int) -> None:
        """Allow so many to each token, sign-in and network."""
        self.per_minute = per_minute
        self._window = 0
        self._of_known: dict[bytes, int] = {}
        self._known_before: AbstractSet[bytes] = frozenset()
        self._of_networks: dict[bytes, int] = {}
        self._guard = threading.Lock()

    def take(self, credential: bytes | None, address: str, second: float) -> Allowance:
        """Count a request at a moment (seconds of any steady clock): for a known credential, else for its network."""
        with self._guard:
            self._begin(int(second // WINDOW_S))
            if credential is not None and (credential in self._of_known or credential in self._known_before):
                counts, who = self._of_known, credential
            else:
                counts, who = self._of_networks, network_of(address).encode("utf-8", "surrogateescape")
                if len(counts) >= MOST_NETWORKS and who not in counts:
                    who = _REST
            count = counts[who] = counts.get(who, 0) + 1
        return self._left(count, second)

    def recognise(self, credential: bytes, second: float) -> Allowance | None:
        """Let a credential that was found good count for itself from now on; None where it does already."""
        with self._guard:
            self._begin(int(second // WINDOW_S))
            if credential in self._of_known:
                return None
            self._of_known[credential] = 1
        return self._left(1, second)

    def _begin(self, window: int) -> None:
        if window > self._window:  # a thread that asked in the last minute's last moment counts in this one
            self._known_before = self._of_known.keys() if window == self._window + 1 else frozenset()
            self._window = window
            self._of_known = {}
            self._of_networks = {}

    def _left(self, count: int, second: float) -> Allowance:
        return Allowance(self.per_minute, self.per_minute - count, WINDOW_S - int(second % WINDOW_S))
