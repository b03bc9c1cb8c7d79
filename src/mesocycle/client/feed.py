"""The change feed and offline work: how a phone or a program keeps up with the server."""

from collections.abc import Iterator, Sequence

from mesocycle.client.connection import Connection, QueryValues
from mesocycle.client.refused import Refused
from mesocycle.domain.document import Id
from mesocycle.domain.sync.feed import Change, ChangePage
from mesocycle.domain.sync.operations import (
    MOST_OPERATIONS,
    BatchTooMuchWork,
    Operation,
    OperationBatch,
    OperationResult,
    OperationResults,
)


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
