"""A small model of the system in plain values: what the rules say must stand in the database.

It knows nothing of SQL and asks the product one thing only, the calendar: which sessions a receipt created.
What changes something has a twin that names the codes with which it must be refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tests.properties.values import (
    NO_LOG,
    Assignment,
    Entry,
    Link,
    Log,
    Receipt,
    Session,
    Tombstone,
    Version,
    days_after,
    merge,
    put,
)

LIVE = frozenset({"active", "paused"})
TABLE: Mapping[str, Mapping[str, str]] = {
    "scheduled": {"start": "in-progress", "complete": "completed", "skip": "skipped", "cancel": "cancelled"},
    "in-progress": {"complete": "completed", "cancel": "cancelled", "put-back": "scheduled"},
    "completed": {"reopen": "in-progress"},
    "skipped": {"start": "in-progress", "complete": "completed", "put-back": "scheduled"},
    "cancelled": {"start": "in-progress", "complete": "completed", "put-back": "scheduled"},
}
"""From a status by a move to a status, written down a second time: the product's own table is under test."""
ARROWS = frozenset((status, to) for status, moves in TABLE.items() for to in moves.values())
REVIVING = frozenset({"start", "log-set", "put-log", "complete", "skip", "cancel"})
"""What a device may have done that brings a removed session back; to reschedule or to note is not work."""


@dataclass
class Model:
    """Everything that must stand in the database, by id; dictionaries keep the order of coming to be."""

    trainer: str
    links: dict[str, Link] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    tombstones: dict[str, Tombstone] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    """The sessions that the present step may change; all others must stay byte for byte."""

    # ------------------------------------------------------------------------------------- permission

    def no_permit(self, by: str, user: str, *, perform: bool = False, assigned_by: str | None = None) -> set[str]:
        """Say why `by` may not touch the training of `user`, or what of it `assigned_by` assigned."""
        if by == user:
            return set()
        link = self.links.get(user)
        if by != self.trainer or link is None or link.status != "active":
            return {"not-found"}
        if perform and not link.may_log:
            return {"not-permitted"}
        hidden = link.sees == "assigned" and assigned_by not in (None, by)
        return {"not-found"} if hidden else set()

    def readable(self, by: str, version_id: str) -> bool:
        """Tell whether somebody may read a version: their own, a public one, one followed within their sight."""
        version = self.versions[version_id]
        followed = [a for a in self.assignments.values() if a.version == version_id]
        in_sight = any(not self.no_permit(by, a.user, assigned_by=a.by) for a in followed)
        return version.owner == by or version.public or in_sight

    def _not_assignable(self, by: str, version_id: str) -> set[str]:
        if version_id not in self.versions or not self.readable(by, version_id):
            return {"not-found"}
        return {"version-archived"} if self.versions[version_id].archived else set()

    # ------------------------------------------------------------------------------------ assignments

    def live(self, user: str, routine: str) -> Assignment | None:
        """Give the live assignment of a routine; there is never a second one."""
        found = [a for a in self.assignments.values() if (a.user, a.routine) == (user, routine) and a.status in LIVE]
        assert len(found) <= 1, found
        return found[0] if found else None

    def of_assignment(self, assignment_id: str) -> list[Session]:
        """Give the sessions that stand under an assignment."""
        return [session for session in self.sessions.values() if session.assignment == assignment_id]

    def no_assign(self, by: str, user: str, version_id: str) -> set[str]:
        """Say why a version can't be assigned."""
        reasons = self.no_permit(by, user) | self._not_assignable(by, version_id)
        if version_id in self.versions and self.live(user, self.versions[version_id].routine):
            reasons.add("routine-already-followed")
        return reasons

    def no_replace(self, by: str, assignment_id: str, version_id: str) -> set[str]:
        """Say why a version can't be put in the place of an assignment."""
        old = self.assignments[assignment_id]
        reasons = self.no_change(by, assignment_id) | self._not_assignable(by, version_id)
        version = self.versions.get(version_id)
        if version is not None and version.routine != old.routine and self.live(old.user, version.routine):
            reasons.add("routine-already-followed")
        return reasons

    def no_change(self, by: str, assignment_id: str) -> set[str]:
        """Say why an assignment can't be paused, shifted, ended or replaced."""
        assignment = self.assignments[assignment_id]
        reasons = self.no_permit(by, assignment.user, assigned_by=assignment.by)
        if assignment.own or assignment.status not in LIVE:
            reasons.add("assignment-not-live")
        return reasons

    def begin(self, receipt: Receipt, new: Assignment, created: Iterable[Session]) -> None:
        """Take in an assignment with the sessions that the calendar gave it."""
        self.assignments[new.id] = new
        for session in created:
            self.sessions[session.id] = session
            self.touched.add(session.id)
        self.receipts[receipt.id] = receipt

    def end(self, receipt: Receipt, status: str, *, today: str, seq: int, replaced_by: str | None = None) -> None:
        """End an assignment: exactly its scheduled sessions leave, each with a tombstone."""
        old = self.assignments[receipt.old or ""]
        leaving = [session.id for session in self.of_assignment(old.id) if session.status == "scheduled"]
        for session_id in leaving:
            self._bury(session_id, status, receipt.id, today=today, seq=seq)
        self.assignments[old.id] = replace(old, status=status, replaced_by=replaced_by)
        self.receipts[receipt.id] = replace(receipt, former=old, removed=tuple(leaving))

    def _bury(self, session_id: str, reason: str, receipt: str | None, *, today: str, seq: int) -> None:
        session = self.sessions.pop(session_id)
        self.touched.add(session_id)
        self.tombstones[session_id] = Tombstone(session, reason, receipt, session.on < today, seq)

    def _revive(self, session_id: str) -> None:
        stone = self.tombstones[session_id]
        self.sessions[session_id] = stone.session
        self.tombstones[session_id] = replace(stone, revived=True)
        self.touched.add(session_id)

    def change(self, receipt: Receipt, after: Assignment, *, by_days: int = 0, not_before: str = "") -> None:
        """Pause, resume or shift: the assignment changes, scheduled sessions from a day on move by days."""
        moved = []
        for session in self.of_assignment(after.id) if by_days else ():
            if session.status == "scheduled" and session.on >= not_before:
                to = days_after(session.on, by_days)
                moved.append((session.id, session.on, to))
                self._set(replace(session, on=to))
        former = self.assignments[after.id]
        self.assignments[after.id] = after
        self.receipts[receipt.id] = replace(receipt, former=former, moved=tuple(moved))

    def no_undo(self, by: str, receipt_id: str) -> set[str]:
        """Say why a receipt can't be taken back."""
        receipt = self.receipts[receipt_id]
        subject = self.assignments[receipt.subject]
        reasons = set[str]()
        for named in filter(None, (receipt.old, receipt.new)):
            reasons |= self.no_permit(by, receipt.user, assigned_by=self.assignments[named].by)
        later = [r for r in self.receipts.values() if not r.undone and subject.id in (r.old, r.new)]
        if receipt.undone or (later and later[-1].id != receipt_id):
            reasons.add("undo-not-possible")
        if receipt.new is not None:
            if subject.status not in LIVE:
                reasons |= {"assignment-not-live", "undo-not-possible"}
            if any(session.status != "scheduled" for session in self.of_assignment(subject.id)):
                reasons.add("undo-not-possible")
        if receipt.former is not None and receipt.former.status in LIVE:
            other = self.live(receipt.user, receipt.former.routine)
            if other is not None and other.id not in (receipt.old, receipt.new):
                reasons.add("undo-not-possible")
        return reasons

    def undo(self, receipt_id: str, *, today: str, seq: int) -> None:
        """Take a receipt back: the new assignment is withdrawn, the old one and what it lost return."""
        receipt = self.receipts[receipt_id]
        if receipt.new is not None:
            for session in self.of_assignment(receipt.new):
                self._bury(session.id, "undone", receipt_id, today=today, seq=seq)
            self.assignments[receipt.new] = replace(self.assignments[receipt.new], status="undone")
        if receipt.former is not None:
            self.assignments[receipt.former.id] = receipt.former
        for session_id in receipt.removed:
            stone = self.tombstones[session_id]
            if stone.receipt == receipt_id and not stone.revived:
                self._revive(session_id)
        for session_id, from_, to in receipt.moved:
            moved = self.sessions.get(session_id)
            if moved is not None and moved.status == "scheduled" and moved.on == to:
                self._set(replace(moved, on=from_))
        self.receipts[receipt_id] = replace(receipt, undone=True)

    # --------------------------------------------------------------------------------------- sessions

    def _set(self, session: Session) -> None:
        self.sessions[session.id] = session
        self.touched.add(session.id)

    def no_session(self, by: str, session_id: str, *, perform: bool) -> set[str]:
        """Say why a session can't be reached: it was removed, or `by` may not."""
        session = self.sessions.get(session_id)
        if session is None:
            removed = self.tombstones[session_id].session
            return self.no_permit(by, removed.user, perform=perform, assigned_by=self._doing(removed, by)) or {
                "session-removed"
            }
        return self.no_permit(by, session.user, perform=perform, assigned_by=self._doing(session, by))

    def _doing(self, session: Session, by: str) -> str:
        """Say whose doing a session is: who added it, else who assigned it."""
        return by if session.added_by == by else self.assignments[session.assignment].by

    def in_place_of(self, session: Session) -> set[str]:
        """Name the sessions of one's day that stand in its place, now that it came back."""
        after, last = set[str](), self.assignments[session.assignment]
        routine = last.routine
        while last.replaced_by is not None:
            last = self.assignments[last.replaced_by]
            after.add(last.id)
        live = self.live(session.user, routine)
        if live is not None and not live.own:
            after.add(live.id)
        return {
            other.id
            for other in self.sessions.values()
            if other.user == session.user and (other.assignment in after or other.adjusted_from == session.id)
        }

    def no_move(self, by: str, session_id: str, move: str, *, discard: bool = False) -> set[str]:
        """Say why a session can't be moved."""
        reasons = self.no_session(by, session_id, perform=True)
        session = self.sessions.get(session_id)
        return reasons if session is None else reasons | self.not_open(session, move, discard=discard)

    def not_open(self, session: Session, move: str, *, discard: bool = False) -> set[str]:
        """Say why a move is not open to a session."""
        if move not in TABLE[session.status]:
            return {"move-not-allowed"}
        reasons = set()
        if move == "put-back" and self.assignments[session.assignment].status not in LIVE:
            reasons.add("assignment-not-live")
        if move == "put-back" and session.log and not discard:
            reasons.add("log-not-empty")
        return reasons

    def move(self, session_id: str, move: str) -> None:
        """Move a session by the table; put back it has no log."""
        session = self.sessions[session_id]
        log = NO_LOG if move == "put-back" else session.log
        self._set(replace(session, status=TABLE[session.status][move], log=log))

    def no_log(self, by: str, session_id: str) -> set[str]:
        """Say why nothing can be logged or corrected in a session."""
        reasons = self.no_session(by, session_id, perform=True)
        session = self.sessions.get(session_id)
        if session is not None and session.status == "scheduled":
            reasons.add("session-not-begun")
        return reasons

    def write_log(self, session_id: str, log: Log) -> None:
        """Let a session's log be this."""
        self._set(replace(self.sessions[session_id], log=log))

    def log(self, session_id: str, new: Entry) -> None:
        """Log a set; what was there for the same set gives way."""
        self.write_log(session_id, put(self.sessions[session_id].log, new))

    def merge(self, session_id: str, new: Entry) -> None:
        """Take in a set from a device: of two for the same the later stays."""
        self.write_log(session_id, merge(self.sessions[session_id].log, new))

    def remove_entries(self, session_id: str, ids: set[str]) -> None:
        """Take entries out of a log."""
        self.write_log(session_id, frozenset(e for e in self.sessions[session_id].log if e.id not in ids))

    def no_rearrange(self, by: str, session_id: str) -> set[str]:
        """Say why a session can't be given another day or another content."""
        reasons = self.no_session(by, session_id, perform=False)
        session = self.sessions.get(session_id)
        if session is not None and session.status != "scheduled":
            reasons.add("session-not-scheduled")
        return reasons

    def reschedule(self, session_id: str, on: str, time: str | None) -> None:
        """Give a scheduled session another day, perhaps another time."""
        session = self.sessions[session_id]
        self._set(replace(session, on=on, time=time or session.time))

    def note(self, session_id: str, notes: str) -> None:
        """Write the notes of a session in whatever status."""
        self._set(replace(self.sessions[session_id], noted=notes or None))

    def add(self, session: Session) -> None:
        """Take in a one-off session."""
        self._set(session)

    def adjust(self, session_id: str, new: Session, *, today: str, seq: int) -> None:
        """Let a new session take the slot of a scheduled one."""
        self._bury(session_id, "adjusted", None, today=today, seq=seq)
        self._set(new)

    # ------------------------------------------------------------------------------------------- sync

    def not_reviving(self, session_id: str, kind: str, seen: int) -> bool:
        """Tell whether a removed session stays removed for a device that had read the feed up to `seen`."""
        stone = self.tombstones[session_id]
        return kind not in REVIVING or stone.seq <= seen

    def revive(self, session_id: str) -> None:
        """Bring a removed session back under the assignment it had."""
        self._revive(session_id)

    # --------------------------------------------------------------------------------------- versions

    def used(self, version_id: str) -> bool:
        """Tell whether an assignment, a session or a tombstone names a version."""
        return (
            any(a.version == version_id for a in self.assignments.values())
            or any(s.version == version_id for s in self.sessions.values())
            or any(t.session.version == version_id for t in self.tombstones.values())
        )

    def no_delete(self, by: str, version_id: str) -> set[str]:
        """Say why a version can't be deleted."""
        version = self.versions.get(version_id)
        if version is None or version.owner != by:
            return {"not-found", "not-permitted"}
        alone = sum(v.routine == version.routine for v in self.versions.values()) == 1
        return {"version-in-use"} if alone or self.used(version_id) else set()
