"""The change feed and offline work: how a phone or a program keeps up with the server."""

from collections.abc import Iterator, Sequence

import msgspec

from mesocycle.client.connection import Connection, QueryValues
from mesocycle.client.refused import Refused
from mesocycle.domain.document import Id
from mesocycle.domain.people.live import FeedPosition, LiveEnd, LiveStart
from mesocycle.domain.sync.feed import Change, ChangePage
from mesocycle.domain.sync.operations import (
    MOST_OPERATIONS,
    BatchTooMuchWork,
    Operation,
    OperationBatch,
    OperationResult,
    OperationResults,
)

LiveEvent = LiveStart | FeedPosition | LiveEnd
_KINDS: dict[str, type[LiveEvent]] = {"start": LiveStart, "change": FeedPosition, "end": LiveEnd}


class Feed:
    """What changed of one user's training."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def pages(self, since: int = 0, *, epoch: str | None = None, limit: int = 200) -> Iterator[ChangePage]:
        """Give pages until nothing more has changed; keep `seq` and `epoch` of the last one for the next time.

        A page that says `from_start` begins anew: what it and the following don't name is no more.
        """
        while True:
            asked = {**self._whose, "since": since, "epoch": epoch, "limit": limit}
            page = self._at.get("/changes", ChangePage, asked)
            yield page
            since, epoch = page.seq, page.epoch
            if not page.more:
                return

    def changes(self, since: int = 0, *, epoch: str | None = None) -> Iterator[Change]:
        """Give every change after `since`, one after the other."""
        for page in self.pages(since, epoch=epoch):
            yield from page.changes

    def sync(self, operations: Sequence[Operation], *, epoch: str | None = None) -> list[OperationResult]:
        """Send offline work, in as many batches as it takes; an answer for each operation, in their order.

        `epoch` is the feed's that the operations' `seenSeq` are of, from the page that was read last. Safe to send
        again, whole or in part: every operation is its own idempotency key.
        """
        results: list[OperationResult] = []
        for begin in range(0, len(operations), MOST_OPERATIONS):
            some = tuple(operations[begin : begin + MOST_OPERATIONS])
            results += self._send(OperationBatch(epoch=epoch, operations=some)).results
        return results

    def _send(self, batch: OperationBatch) -> OperationResults:
        """Send one batch, again and again where it is so much work that each time only a part of it is done."""
        for _ in batch.operations:  # each time at least one more is done
            try:
                return self._at.change("POST", "/sync", OperationResults, batch, query=self._whose)
            except Refused as no:
                if no.code != BatchTooMuchWork.code:
                    raise
        return self._at.change("POST", "/sync", OperationResults, batch, query=self._whose)


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
