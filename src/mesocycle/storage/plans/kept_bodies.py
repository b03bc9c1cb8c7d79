"""The bodies of snapshots that were asked for lately: what a hash stands for never changes, so it is read once.

Many sessions share a snapshot: everybody who follows a version, and all weeks that are planned alike.
"""

import hashlib
import threading
from collections.abc import Collection, Mapping

from msgspec import Raw

from mesocycle.storage.engine.database import Read
from mesocycle.storage.plans import snapshots

_MOST_BYTES = 16_000_000


class KeptBodies:
    """Bodies by hash, in two halves: when the newer one is full, the older one is forgotten and it takes its place."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        """Begin empty, and hold about so many bytes."""
        self._half = most_bytes // 2
        self._newer: dict[bytes, Raw] = {}
        self._older: Mapping[bytes, Raw] = {}
        self._size = 0
        self._guard = threading.Lock()

    def of(self, read: Read, hashes: Collection[bytes]) -> dict[bytes, Raw]:
        """Give the bodies of snapshots; one that is not there, perhaps swept since it was named, is left out."""
        known = {hash_: body for hash_ in hashes if (body := self._kept(hash_)) is not None}
        lacking = {hash_ for hash_ in hashes if hash_ not in known}
        if lacking:
            for hash_, text in snapshots.each_body(read, lacking):
                known[hash_] = body = Raw(text.encode())
                if hashlib.sha256(body).digest() == hash_:  # a damaged one is told as it is, and asked for again
                    self._keep(hash_, body)
        return known

    def lengths(self, read: Read, hashes: Collection[bytes]) -> dict[bytes, int]:
        """Give how many bytes the bodies of snapshots are, reading none."""
        known = {hash_: memoryview(body).nbytes for hash_ in hashes if (body := self._kept(hash_)) is not None}
        lacking = {hash_ for hash_ in hashes if hash_ not in known}
        return known | snapshots.lengths(read, lacking) if lacking else known

    def _kept(self, hash_: bytes) -> Raw | None:
        body = self._newer.get(hash_)
        if body is None and (body := self._older.get(hash_)) is not None:
            self._keep(hash_, body)
        return body

    def _keep(self, hash_: bytes, body: Raw) -> None:
        with self._guard:
            if hash_ in self._newer:
                return
            size = memoryview(body).nbytes
            if self._size + size > self._half:
                self._older, self._newer, self._size = self._newer, {}, 0
            self._newer[hash_] = body
            self._size += size


BODIES = KeptBodies()
"""Of this process: a hash stands for the same in every database."""
