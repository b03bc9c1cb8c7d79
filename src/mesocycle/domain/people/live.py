"""What an open stream says: how far the feeds of those whom somebody watches have come."""

from mesocycle.domain.document import Document, Id


class FeedPosition(Document, frozen=True, kw_only=True):
    """How far an athlete's feed has come, as the reader sees it: another position than before is something new.

    `epoch` and `seq` are those of `/changes`. Of whoever sees only what they assigned, `seq` is of that alone, and
    `messages` says how many there are on it; of everybody else `seq` counts those too.
    """

    user_id: Id
    epoch: str
    seq: int
    messages: int | None = None


class LiveStart(Document, frozen=True, kw_only=True):
    """The first word of a stream: where each feed stands now, so that whoever comes back sees what they missed."""

    positions: tuple[FeedPosition, ...]


class LiveEnd(Document, frozen=True, kw_only=True):
    """Whose training the reader does not see any more."""

    user_id: Id
