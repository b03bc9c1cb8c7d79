"""A client of the change feed, as any program outside could write it, and the state it must arrive at."""

from dataclasses import dataclass, field, replace

import msgspec

from mesocycle.domain.document import encode
from mesocycle.domain.feed import ChangeKind
from mesocycle.storage import assignments, feed, receipts, reference_values, sessions, tombstones
from mesocycle.storage.database import Database, Read

View = dict[tuple[str, str], bytes]
"""What a reader holds: documents by kind and id."""


@dataclass
class FeedReader:
    """Reads one athlete's feed, page by page, and keeps what it read."""

    user: str
    since: int = 0
    epoch: str | None = None
    view: View = field(default_factory=dict)

    def copy(self) -> "FeedReader":
        """Give another reader that stands where this one stands."""
        return replace(self, view=dict(self.view))

    def read_on(self, db: Database, limit: int) -> None:
        """Read pages of about `limit` changes until nothing follows."""
        more = True
        while more:
            with db.read() as read:
                page = feed.changes(read, self.user, self.since, limit, epoch=self.epoch)
            if page.from_start:
                self.view.clear()
            seqs = [change.seq for change in page.changes]
            assert seqs == sorted(seqs), "a page is not in the order of its seqs"
            assert all(self.since < seq <= page.seq for seq in seqs), "a page holds what it does not stand for"
            for change in page.changes:
                self._take_in(change.kind, bytes(change.document))
            assert page.seq > self.since or not page.more, "a page with more to come leads nowhere"
            self.since, self.epoch, more = page.seq, page.epoch, page.more

    def _take_in(self, kind: ChangeKind, document: bytes) -> None:
        fields = msgspec.json.decode(document)
        if kind is not ChangeKind.TOMBSTONE:
            self.view[kind.value, fields["_id"]] = document
            return
        session_id = fields["session"]["_id"]
        self.view[kind.value, session_id] = document
        if "revivedAt" not in fields:
            self.view.pop((ChangeKind.SESSION.value, session_id), None)

    @property
    def session_ids(self) -> set[str]:
        """The sessions this reader believes to be there."""
        return {id_ for kind, id_ in self.view if kind == ChangeKind.SESSION.value}

    @property
    def removed(self) -> set[str]:
        """The sessions this reader has heard to be removed."""
        return {id_ for kind, id_ in self.view if kind == ChangeKind.TOMBSTONE.value} - self.session_ids


def state(read: Read, user: str) -> View:
    """Read the same documents without the feed."""
    held = assignments.of_user(read, user)
    stones = [stone for assignment in held for stone in tombstones.of_assignment(read, user, assignment.id)]
    return {
        **{("assignment", one.id): encode(one) for one in held},
        **{("session", one.id): encode(one) for one in sessions.between(read, user, "0001-01-01", "9999-12-31")},
        **{("tombstone", one.session.id): encode(one) for one in stones},
        **{("receipt", one.id): encode(one) for one in receipts.of_user(read, user)},
        **{("reference-value", one.id): encode(one) for one in reference_values.of_user(read, user)},
    }
