"""Who follows which version: assignments, their receipts, and roll-outs to many athletes."""

import time
from collections.abc import Iterator, Sequence

from mesocycle.client.connection import Connection, QueryValues
from mesocycle.domain.assignment.assignment import (
    AssignmentStatus,
    NewAssignment,
    NewReplacement,
    PauseRequest,
    ResumeRequest,
    RoutineAssignment,
    ShiftRequest,
)
from mesocycle.domain.assignment.carry_over import CarriedOver, CarryOver, CarryOverChoice
from mesocycle.domain.assignment.receipt import Receipt, Undoing
from mesocycle.domain.assignment.roll_out import (
    MemberStatus,
    NewRollOut,
    RollOutMember,
    RollOutPreview,
    RollOutProgress,
    RollOutStatus,
    RollOutUndoPreview,
)
from mesocycle.domain.document import Date, Id

_PATH = "/routine-assignments"


class Assignments:
    """The assignments of one user; a deed gives its receipt."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def every(
        self, *, status: Sequence[AssignmentStatus] = (), routine_id: Id | None = None
    ) -> Iterator[RoutineAssignment]:
        """Give assignments, newest first."""
        states = [each.value for each in status] or None
        asked = {**self._whose, "status": states, "parentRoutineId": routine_id}
        return self._at.pages(_PATH, RoutineAssignment, asked)

    def get(self, assignment_id: Id) -> RoutineAssignment:
        """Give one assignment."""
        return self._at.get(f"{_PATH}/{assignment_id}", RoutineAssignment, self._whose)

    def assign(self, new: NewAssignment) -> Receipt:
        """Assign a version: its sessions stand on the calendar."""
        return self._at.change("POST", _PATH, Receipt, new, query=self._whose)

    def preview(self, new: NewAssignment) -> Receipt:
        """Tell what assigning would do."""
        return self._at.change("POST", f"{_PATH}/preview", Receipt, new, query=self._whose)

    def replace(self, assignment_id: Id, new: NewReplacement) -> Receipt:
        """Put a version in the place of an assignment: what has not begun gives way, all else stays."""
        return self._do(assignment_id, "replacement", new)

    def pause(self, assignment_id: Id, *, from_day: Date | None = None) -> Receipt:
        """Pause an assignment; nothing moves, and what falls into it is not missed."""
        return self._do(assignment_id, "pause", PauseRequest(from_=from_day))

    def resume(self, assignment_id: Id, *, shift: bool, on: Date | None = None) -> Receipt:
        """Resume an assignment; what is left moves by the days lost, or keeps its dates."""
        return self._do(assignment_id, "resume", ResumeRequest(shift=shift, on=on))

    def shift(self, assignment_id: Id, days: int) -> Receipt:
        """Move all scheduled sessions by days."""
        return self._do(assignment_id, "shift", ShiftRequest(days=days))

    def cancel(self, assignment_id: Id) -> Receipt:
        """End an assignment before its time; its scheduled sessions go."""
        return self._do(assignment_id, "cancel", None)

    def complete(self, assignment_id: Id) -> Receipt:
        """End an assignment as done; its scheduled sessions go."""
        return self._do(assignment_id, "complete", None)

    def _do(self, assignment_id: Id, deed: str, body: object) -> Receipt:
        return self._at.change("POST", f"{_PATH}/{assignment_id}/{deed}", Receipt, body, query=self._whose)


class Receipts:
    """What assignments and replacements of one user did, and the taking back of it."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def every(self, *, assignment_id: Id | None = None) -> Iterator[Receipt]:
        """Give receipts, newest first; of one assignment, those that it came of or went by."""
        return self._at.pages("/receipts", Receipt, {**self._whose, "assignmentId": assignment_id})

    def get(self, receipt_id: Id) -> Receipt:
        """Give one receipt."""
        return self._at.get(f"/receipts/{receipt_id}", Receipt, self._whose)

    def undo_preview(self, receipt_id: Id) -> Undoing:
        """Tell what taking a receipt back would do."""
        return self._at.get(f"/receipts/{receipt_id}/undo-preview", Undoing, self._whose)

    def undo(self, receipt_id: Id) -> Receipt:
        """Take back what a receipt says was done, while nothing new has begun."""
        return self._at.change("POST", f"/receipts/{receipt_id}/undo", Receipt, query=self._whose)

    def carry_overs(self, receipt_id: Id) -> Iterator[CarryOver]:
        """Give what was changed for the user alone in sessions that gave way, with what became of each offer."""
        return self._at.pages(f"/receipts/{receipt_id}/carry-overs", CarryOver, self._whose)

    def carry_over(self, receipt_id: Id, lines: Sequence[Id]) -> CarriedOver:
        """Take lines over into the sessions of the new version, all or none."""
        chosen = CarryOverChoice(lines=tuple(lines))
        return self._at.change(
            "POST", f"/receipts/{receipt_id}/carry-overs/accept", CarriedOver, chosen, query=self._whose
        )


class RollOuts:
    """One version for many athletes."""

    def __init__(self, connection: Connection) -> None:
        """Be about the caller's roll-outs."""
        self._at = connection

    def every(self) -> Iterator[RollOutProgress]:
        """Give the caller's roll-outs, newest first."""
        return self._at.pages("/roll-outs", RollOutProgress)

    def begin(self, new: NewRollOut) -> RollOutProgress:
        """Begin a roll-out; the server carries it out."""
        return self._at.change("POST", "/roll-outs", RollOutProgress, new)

    def preview(self, new: NewRollOut, *, after: str | None = None) -> RollOutPreview:
        """Tell what a roll-out would do: a page of its athletes, `next` names the following one."""
        return self._at.change("POST", "/roll-outs/preview", RollOutPreview, new, query={"after": after})

    def stop(self, roll_out_id: Id) -> RollOutProgress:
        """Stop a roll-out for good; who waits keeps what they follow."""
        return self._at.change("POST", f"/roll-outs/{roll_out_id}/stop", RollOutProgress)

    def undo_preview(self, roll_out_id: Id, *, after: str | None = None) -> RollOutUndoPreview:
        """Tell what taking a roll-out back would do: a page of its athletes, `next` names the following one."""
        return self._at.get(f"/roll-outs/{roll_out_id}/undo-preview", RollOutUndoPreview, {"after": after})

    def undo(self, roll_out_id: Id) -> RollOutProgress:
        """Take a roll-out back, as far as nothing of it has begun; the server carries it out."""
        return self._at.change("POST", f"/roll-outs/{roll_out_id}/undo", RollOutProgress)

    def get(self, roll_out_id: Id) -> RollOutProgress:
        """Tell how far a roll-out is."""
        return self._at.get(f"/roll-outs/{roll_out_id}", RollOutProgress)

    def resume(self, roll_out_id: Id) -> RollOutProgress:
        """Take up a roll-out that was broken off."""
        return self._at.change("POST", f"/roll-outs/{roll_out_id}/resume", RollOutProgress)

    def members(self, roll_out_id: Id, *, status: Sequence[MemberStatus] = ()) -> Iterator[RollOutMember]:
        """Give the athletes of a roll-out: a receipt or a refusal each, or still waiting."""
        after: str | None = None
        while True:
            asked = {"status": [each.value for each in status] or None, "limit": 200, "after": after}
            page = self._at.get(f"/roll-outs/{roll_out_id}", RollOutProgress, asked)
            yield from page.members or ()
            if page.next is None:
                return
            after = page.next

    def progress(self, roll_out_id: Id, *, every_s: float = 0.5) -> Iterator[RollOutProgress]:
        """Tell again and again how far a roll-out is, until it has ended."""
        while True:
            now = self.get(roll_out_id)
            yield now
            if now.status is not RollOutStatus.RUNNING:
                return
            time.sleep(every_s)
