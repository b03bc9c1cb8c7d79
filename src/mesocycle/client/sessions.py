"""Workout sessions: the calendar, the moves, the log."""

from collections.abc import Iterator, Sequence

from mesocycle.client.connection import Connection, QueryValues
from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.log.entry import EffortEntry, SetEntry, ToldLog
from mesocycle.domain.log.performance import Reason, WorkoutPerformanceLog
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.session.arranging import Arranged, Arranging, TakingBack
from mesocycle.domain.session.changes import SessionChanges
from mesocycle.domain.session.event import Event
from mesocycle.domain.session.guidance import AcceptedSuggestions
from mesocycle.domain.session.inputs import (
    Adjustment,
    Cancel,
    CancelSeveral,
    Completion,
    OneOff,
    RescheduledSession,
    RescheduleSeveral,
    Skip,
    SkipSeveral,
)
from mesocycle.domain.session.session import SessionStatus, Tombstone, WorkoutSession
from mesocycle.domain.session.status import PutBack, Start
from mesocycle.domain.session.suggested_sets import Acceptance
from mesocycle.domain.session.summary import SessionSummary

_PATH = "/workout-sessions"


class Sessions:
    """The sessions of one user; a deed gives the session as it stands then."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def every(
        self,
        first: Date | None = None,
        last: Date | None = None,
        *,
        status: Sequence[SessionStatus] = (),
        assignment_id: Id | None = None,
        routine_id: Id | None = None,
        as_of: Instant | None = None,
    ) -> Iterator[WorkoutSession]:
        """Give sessions between two days, by day and time, each whole; `as_of` asks for a past moment's calendar."""
        asked = self._asked(first, last, status, assignment_id, routine_id, as_of)
        return self._at.pages(_PATH, WorkoutSession, asked)

    def summaries(
        self,
        first: Date | None = None,
        last: Date | None = None,
        *,
        status: Sequence[SessionStatus] = (),
        assignment_id: Id | None = None,
        routine_id: Id | None = None,
    ) -> Iterator[SessionSummary]:
        """Give sessions between two days without snapshot and log."""
        asked = self._asked(first, last, status, assignment_id, routine_id, None)
        return self._at.pages(_PATH, SessionSummary, {**asked, "fields": "summary"})

    def _asked(
        self,
        first: Date | None,
        last: Date | None,
        status: Sequence[SessionStatus],
        assignment_id: Id | None,
        routine_id: Id | None,
        as_of: Instant | None,
    ) -> QueryValues:
        return {
            **self._whose,
            "from": first,
            "to": last,
            "status": [each.value for each in status] or None,
            "routineAssignmentId": assignment_id,
            "parentRoutineId": routine_id,
            "asOf": as_of,
        }

    def roster(self, day: Date | None = None) -> Iterator[SessionSummary]:
        """Give a day of everybody whom the caller coaches, by time; without a day each athlete's own today."""
        return self._at.pages(f"{_PATH}/roster", SessionSummary, {"day": day})

    def get(self, session_id: Id) -> WorkoutSession:
        """Give one session."""
        return self._at.get(f"{_PATH}/{session_id}", WorkoutSession, self._whose)

    def add(self, new: OneOff) -> WorkoutSession:
        """Add a session beside all routines."""
        return self._at.change("POST", _PATH, WorkoutSession, new, query=self._whose)

    def adjust(self, session_id: Id, snapshot: WorkoutSnapshot) -> WorkoutSession:
        """Change what is planned in one session that has not begun; another one takes its place."""
        return self._move(session_id, "adjust", Adjustment(workout_snapshot=snapshot))

    def accept(self, session_id: Id, *, line_ids: Sequence[Id] | None = None) -> AcceptedSuggestions:
        """Accept what is suggested for a session, of some lines or all; another session may take its place."""
        body = Acceptance(line_ids=None if line_ids is None else tuple(line_ids))
        path = f"{_PATH}/{session_id}/accept-suggestions"
        return self._at.change("POST", path, AcceptedSuggestions, body, query=self._whose)

    def change(self, session_id: Id, changes: SessionChanges) -> WorkoutSession:
        """Change day, time, notes and times; what is not given stays, None takes away."""
        return self._at.change("PATCH", f"{_PATH}/{session_id}", WorkoutSession, changes, query=self._whose)

    def start(self, session_id: Id, *, started_at: Instant | None = None) -> WorkoutSession:
        """Start a session; one that was skipped or cancelled, too."""
        return self._move(session_id, "start", Start(started_at=started_at))

    def complete(self, session_id: Id, how: Completion | None = None) -> WorkoutSession:
        """Complete a session, started or not."""
        return self._move(session_id, "complete", how or Completion())

    def skip(self, session_id: Id, reason: Reason, *, notes: str | None = None) -> WorkoutSession:
        """Skip a session, and say why."""
        return self._move(session_id, "skip", Skip(reason=reason, notes=notes))

    def cancel(self, session_id: Id, *, reason: str | None = None) -> WorkoutSession:
        """Cancel a session, begun or not; what was logged stays."""
        return self._move(session_id, "cancel", Cancel(reason=reason))

    def put_back(self, session_id: Id, *, discard_log: bool = False) -> WorkoutSession:
        """Put a session back to where it was before it began."""
        return self._move(session_id, "put-back", PutBack(discard_log=discard_log or None))

    def reopen(self, session_id: Id) -> WorkoutSession:
        """Take up a completed session again."""
        return self._move(session_id, "reopen", {})

    def skip_several(self, given: SkipSeveral) -> list[WorkoutSession]:
        """Skip several sessions, all or none."""
        return self._several("skip", given)

    def cancel_several(self, given: CancelSeveral) -> list[WorkoutSession]:
        """Cancel several sessions, all or none."""
        return self._several("cancel", given)

    def reschedule_several(self, sessions: Sequence[RescheduledSession]) -> list[WorkoutSession]:
        """Reschedule several sessions, each to its own day, all or none."""
        return self._several("reschedule", RescheduleSeveral(sessions=tuple(sessions)))

    def arrange(self, asked: Arranging) -> Arranged:
        """Move several sessions by days, or copy them beside the plans; with `dry_run` only say what it comes to."""
        return self._at.change("POST", "/workout-sessions/arrange", Arranged, asked, query=self._whose)

    def take_back(self, asked: TakingBack) -> None:
        """Take sessions off the calendar that the caller added and nobody has begun."""
        self._at.change("POST", "/workout-sessions/take-back", type(None), asked, query=self._whose)

    def log(self, session_id: Id) -> WorkoutPerformanceLog:
        """Give the log of a session."""
        return self._at.get(f"{_PATH}/{session_id}/performance-log", WorkoutPerformanceLog, self._whose)

    def put_log(self, session_id: Id, log: WorkoutPerformanceLog, *, if_match: str = "*") -> WorkoutPerformanceLog:
        """Put a whole log in the place of the one that is there; `*` whatever that one is."""
        path = f"{_PATH}/{session_id}/performance-log"
        return self._at.change("PUT", path, WorkoutPerformanceLog, log, query=self._whose, if_match=if_match)

    def tell(self, session_id: Id, done: str) -> WorkoutPerformanceLog:
        """Tell in one text what was done in a session that has begun: `Bench Press: 8,7,6 @ 80 kg; Row: 3x10 @ 60`."""
        path = f"{_PATH}/{session_id}/performance-log"
        return self._at.change("POST", path, WorkoutPerformanceLog, ToldLog(done=done), query=self._whose)

    def log_set(self, session_id: Id, entry: SetEntry) -> WorkoutPerformanceLog:
        """Log one set; the same `_id` again corrects it."""
        path = f"{_PATH}/{session_id}/performance-log/sets/{entry.set.id}"
        return self._at.change("PUT", path, WorkoutPerformanceLog, entry, query=self._whose)

    def log_effort(self, session_id: Id, entry: EffortEntry) -> WorkoutPerformanceLog:
        """Log one effort or lap; the same `_id` again corrects it."""
        path = f"{_PATH}/{session_id}/performance-log/efforts/{entry.effort.id}"
        return self._at.change("PUT", path, WorkoutPerformanceLog, entry, query=self._whose)

    def remove_set(self, session_id: Id, performed_set_id: Id) -> WorkoutPerformanceLog:
        """Take a set out of the log; the history keeps it."""
        path = f"{_PATH}/{session_id}/performance-log/sets/{performed_set_id}"
        return self._at.change("DELETE", path, WorkoutPerformanceLog, query=self._whose)

    def remove_effort(self, session_id: Id, effort_id: Id) -> WorkoutPerformanceLog:
        """Take an effort out of the log; the history keeps it."""
        path = f"{_PATH}/{session_id}/performance-log/efforts/{effort_id}"
        return self._at.change("DELETE", path, WorkoutPerformanceLog, query=self._whose)

    def events(self, session_id: Id) -> Iterator[Event]:
        """Give the history of a session, oldest first."""
        return self._at.pages(f"{_PATH}/{session_id}/events", Event, self._whose)

    def tombstone(self, session_id: Id) -> Tombstone:
        """Give what a removed session was."""
        return self._at.get(f"{_PATH}/{session_id}/tombstone", Tombstone, self._whose)

    def activity(self, session_id: Id) -> Activity:
        """Give what a device recorded of a session: sums, laps, sets, climbing."""
        return self._at.get(f"{_PATH}/{session_id}/activity", Activity, self._whose)

    def unmatch(self, session_id: Id) -> WorkoutSession:
        """Take an activity out of the session it was matched to: the session waits again."""
        return self._at.change("POST", f"{_PATH}/{session_id}/unmatch", WorkoutSession, query=self._whose)

    def _move(self, session_id: Id, move: str, body: object) -> WorkoutSession:
        return self._at.change("POST", f"{_PATH}/{session_id}/{move}", WorkoutSession, body, query=self._whose)

    def _several(self, move: str, body: object) -> list[WorkoutSession]:
        return self._at.change("POST", f"{_PATH}/{move}", list[WorkoutSession], body, query=self._whose)
