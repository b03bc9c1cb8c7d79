"""What was made with effort and would be made alike again: kept by what it was made of, the latest ones."""

import hashlib
import threading
from collections import OrderedDict


class KeptBodies:
    """Bodies by the parts that say everything about them."""

    def __init__(self, most: int) -> None:
        """Keep so many; what was not asked for the longest goes first."""
        self._most = most
        self._guard = threading.Lock()
        self._bodies: OrderedDict[bytes, bytes] = OrderedDict()

    def find(self, key: bytes) -> bytes | None:
        """Give what is kept under a key."""
        with self._guard:
            body = self._bodies.get(key)
            if body is not None:
                self._bodies.move_to_end(key)
            return body

    def keep(self, key: bytes, body: bytes) -> None:
        """Keep a body under a key."""
        with self._guard:
            self._bodies[key] = body
            while len(self._bodies) > self._most:
                self._bodies.popitem(last=False)


def key_of(*parts: bytes | str | None) -> bytes:
    """Make a key of all that says something about a body; where one part ends and the next begins counts."""
    told = hashlib.sha256()
    for part in parts:
        raw = b"-" if part is None else b"+" + (part.encode() if isinstance(part, str) else part)
        told.update(len(raw).to_bytes(4, "big") + raw)
    return told.digest()
