"""A client of the change feed, as any program outside could write it, and the state it must arrive at."""

from dataclasses import dataclass, field, replace

import msgspec

from mesocycle.domain.document import encode
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.sync.feed import ChangeKind
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import sessions, tombstones
from mesocycle.storage.sync import feed
from mesocycle.storage.tables.training import deleted_session, workout_session

View = dict[tuple[str, str], bytes]
"""What a reader holds: documents by kind and id."""


@dataclass
class FeedReader:
    """Reads one athlete's feed, page by page, and keeps what it read."""

    user: str
    scope: Scope = ALL
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
                page = feed.changes(read, self.user, self.since, limit, epoch=self.epoch, scope=self.scope)
            if page.from_start:
                self.view.clear()
                self.since = 0
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


def state(read: Read, user: str, scope: Scope = ALL) -> View:
    """Read the same documents without the feed; a narrow scope holds what one trainer assigned or added."""
    every = assignments.of_user(read, user)
    held = [one for one in every if scope.assigned_by in (None, one.assigned_by)]
    ids, added = {one.id for one in held}, _added_by(read, user, scope.assigned_by)
    stones = [
        stone
        for assignment in every
        for stone in tombstones.of_assignment(read, user, assignment.id)
        if assignment.id in ids or stone.session.id in added
    ]
    found = sessions.between(read, user, "0001-01-01", "9999-12-31")
    issued = receipts.of_user(read, user)
    return {
        **{("assignment", one.id): encode(one) for one in held},
        **{("session", one.id): encode(one) for one in found if one.routine_assignment_id in ids or one.id in added},
        **{("tombstone", one.session.id): encode(one) for one in stones},
        **{
            ("receipt", one.id): encode(one)
            for one in issued
            if {one.old_assignment_id, one.new_assignment_id} <= {*ids, None}
        },
        **{("reference-value", one.id): encode(one) for one in reference_values.of_user(read, user)},
    }


def _added_by(read: Read, user: str, trainer: str | None) -> set[str]:
    rows = [
        row
        for table in (workout_session, deleted_session)
        for row in read.execute(table.select().where(table.c.user_id == user))
    ]
    return {row.id for row in rows if trainer is not None and row.added_by == trainer}
