"""What changes of athletes' training, heard while it happens."""

from collections.abc import Iterator

import msgspec

from mesocycle.client.connection import Connection
from mesocycle.domain.document import Id
from mesocycle.domain.people.live import FeedPosition, LiveEnd, LiveStart

LiveEvent = LiveStart | FeedPosition | LiveEnd
_KINDS: dict[str, type[LiveEvent]] = {"start": LiveStart, "change": FeedPosition, "end": LiveEnd}


class Live:
    """The open stream of everybody whom the caller coaches, or of the user named."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller's roster, or the user named."""
        self._at = connection
        self._whose = user_id

    def events(self, *, seconds: int | None = None) -> Iterator[LiveEvent]:
        """Give what is said until the server ends it; where it breaks off, `Unreachable` is raised.

        The first event says where each feed stands. Whoever opens a stream again compares that with what they knew,
        and reads of whom it is another from `feed`: so nothing is missed between two streams.
        """
        kind: type[LiveEvent] | None = None
        for line in self._at.lines("/live", {"userId": self._whose, "seconds": seconds}):
            field, _, value = line.partition(": ")
            if field == "event":
                kind = _KINDS.get(value)
            elif field == "data" and kind is not None:
                yield msgspec.json.decode(value, type=kind)
