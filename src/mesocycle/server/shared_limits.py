"""The same limits for several processes of one server: their counts lie in memory that all of them see."""

import fcntl
import hashlib
import mmap
import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from mesocycle.domain.people.sign_in_limit import network_of
from mesocycle.http.limits import WINDOW_S, Allowance, Limits

_SLOT = struct.Struct("<16sQQ")
"""A caller's digest, the minute of the count, the count."""
_SLOTS = 1 << 16
_TRIES = 32
"""So many places are looked at for a caller; who finds none of them free counts with the rest."""


class SharedLimits(Limits):
    """Counts that processes forked after it was made have in common.

    The lock is one that the system lets go of when its holder is killed.
    """

    def __init__(self, per_minute: int) -> None:
        """Make the memory; nobody else can open it."""
        super().__init__(per_minute)
        with tempfile.TemporaryFile() as file:
            file.truncate(_SLOTS * _SLOT.size)
            self._memory = mmap.mmap(file.fileno(), _SLOTS * _SLOT.size)
            self._file = os.dup(file.fileno())  # to lock, as long as the server lives

    def take(self, credential: bytes | None, address: str, second: float) -> Allowance:
        """Count a request at a moment, in whichever process it came."""
        window = int(second // WINDOW_S)
        with self._held():
            if credential is not None:
                place, at, _count = self._find(_digest(b"known", credential), window)
                if place and abs(at - window) <= 1:
                    return self._left(self._add(place, window), second)
            network = network_of(address).encode("utf-8", "surrogateescape")
            place, _at, _count = self._find(_digest(b"network", network), window, claim=True)
            return self._left(self._add(place, window), second)

    def recognise(self, credential: bytes, second: float) -> Allowance | None:
        """Let a credential that was found good count for itself from now on; None where it does already."""
        window = int(second // WINDOW_S)
        with self._held():
            place, at, _count = self._find(_digest(b"known", credential), window, claim=True)
            if at >= window:
                return None
            return self._left(self._add(place, window), second)

    @contextmanager
    def _held(self) -> Iterator[None]:
        with self._guard:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _find(self, digest: bytes, window: int, *, claim: bool = False) -> tuple[int, int, int]:
        """Give a caller's place with its minute and count; `claim` gives who has none a free one, else the rest's."""
        begin = int.from_bytes(digest[:4], "little")
        free = 0
        for number in range(_TRIES):
            place = 1 + (begin + number) % (_SLOTS - 1)
            who, at, count = _SLOT.unpack_from(self._memory, place * _SLOT.size)
            if who == digest:
                return place, at, count
            if not free and at + 1 < window:
                free = place
        if not claim:
            return 0, -1, 0
        if free:
            _SLOT.pack_into(self._memory, free * _SLOT.size, digest, 0, 0)
            return free, -1, 0
        _who, at, count = _SLOT.unpack_from(self._memory)
        return 0, -1 if at != window else at, count

    def _add(self, place: int, window: int) -> int:
        who, at, count = _SLOT.unpack_from(self._memory, place * _SLOT.size)
        count = count + 1 if at >= window else 1  # another process may be in the next minute already
        _SLOT.pack_into(self._memory, place * _SLOT.size, who, max(at, window), count)
        return int(count)


def _digest(kind: bytes, who: bytes) -> bytes:
    return hashlib.blake2b(who, digest_size=16, person=kind).digest()
