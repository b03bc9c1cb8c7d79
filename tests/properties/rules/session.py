"""Rules on single sessions: moves, logs and their corrections."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from mesocycle.actions.log.correct_log import correct_log
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.cancel_session import cancel_session, cancel_sessions
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.correct_session import correct_session
from mesocycle.actions.sessions.put_back_session import put_back_session
from mesocycle.actions.sessions.reopen_session import reopen_session
from mesocycle.actions.sessions.reschedule_session import reschedule_sessions
from mesocycle.actions.sessions.skip_session import skip_session, skip_sessions
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.instant import instant, moment
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.act import Act
from mesocycle.domain.session.inputs import Completion, Correction, Reschedule, Skip
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Database
from tests.properties.dump import dump
from tests.properties.entries import PlannedSet, planned_sets, set_entry, whole_log
from tests.properties.model import TABLE
from tests.properties.rows import as_session
from tests.properties.stage import Stage, pick
from tests.properties.values import Entry, days_after

TIRED = Skip(reason="fatigue")


COMPLETIONS = (
    Completion(),
    Completion(duration_minutes=40, feedback=Feedback(rpe=8)),
    Completion(notes="Done."),
    Completion(as_planned=True),
)


def made(move: str, way: int, db: Database, user: str, session_id: str, act: Act) -> WorkoutSession:
    """Make a move in one of four ways; they differ for completing and for putting back."""
    if move == "complete":
        return complete_session(db, user, session_id, act, given=COMPLETIONS[way])
    if move == "put-back":
        return put_back_session(db, user, session_id, act, discard_log=way > 1)
    if move == "skip":
        return skip_session(db, user, session_id, TIRED, act)
    if move == "cancel":
        return cancel_session(db, user, session_id, act)
    return (start_session if move == "start" else reopen_session)(db, user, session_id, act)


class SessionRules(Stage):
    """Play what athletes (and trainers, as far as they may) do with sessions."""

    def __init__(self) -> None:
        super().__init__()
        self.entries = 0

    def any_session(self) -> bool:
        """Tell whether there is or was any session."""
        return bool(self.model.sessions or self.model.tombstones)

    def one_session(self, number: int) -> str:
        """Choose a session, now and then one that was removed, rather often one that has begun."""
        held = list(self.model.sessions)
        begun = [s.id for s in self.model.sessions.values() if s.status != "scheduled"]
        gone = [id_ for id_, stone in self.model.tombstones.items() if not stone.revived]
        pool = gone if number % 8 == 7 else begun if number % 8 < 4 else held
        return self.choose(pool or held or gone, number // 8)

    def any_begun(self) -> bool:
        """Tell whether there is any session in which something may be logged."""
        return any(session.status != "scheduled" for session in self.model.sessions.values())

    def one_begun(self, number: int) -> str:
        """Choose a session that has begun, now and then any."""
        begun = [s.id for s in self.model.sessions.values() if s.status != "scheduled"]
        return self.one_session(number // 6) if number % 6 == 5 else self.choose(begun, number // 6)

    def owner(self, session_id: str) -> str:
        """Give whose session it is or was."""
        found = self.model.sessions.get(session_id)
        return found.user if found else self.model.tombstones[session_id].session.user

    def planned(self, session_id: str) -> list[PlannedSet]:
        """Give the sets of a session's snapshot."""
        return planned_sets(self.snapshots[session_id])

    def new_entry(self, session_id: str, which: int, minutes_ago: int) -> Entry:
        """Make an entry: for a planned set, for none of them, or for a performed set that is corrected."""
        self.entries += 1
        planned = self.planned(session_id)
        known = self.model.sessions.get(session_id)
        corrected = sorted(known.log, key=lambda one: one.id) if known and which % 5 == 0 else []
        set_id = None if which % 7 == 6 else self.choose(planned, which).id
        id_ = self.choose(corrected, which).id if corrected else f"performed-{self.entries}"
        return Entry(id_, set_id, which % 13, instant(moment(self.now) - timedelta(minutes=minutes_ago)))

    def acknowledge(self, session_id: str) -> None:
        """Remember every performed set that the session's log now holds."""
        for entry in self.model.sessions[session_id].log:
            assert self.acknowledged.setdefault(entry.id, session_id) == session_id

    # ------------------------------------------------------------------------------------------ moves

    @precondition(any_session)
    @rule(
        number=pick,
        by_trainer=st.sampled_from([False, False, False, True]),
        move=st.sampled_from(["start", "complete", "skip", "cancel", "put-back", "reopen"]),
        way=st.integers(0, 3),
    )
    def try_any_move(self, number: int, by_trainer: bool, move: str, way: int) -> None:
        session_id = self.one_session(number)
        self.move_by("tom" if by_trainer else self.owner(session_id), session_id, move, way)

    @precondition(lambda self: bool(self.model.sessions))
    @rule(number=pick, move=pick, way=st.integers(0, 3))
    def make_an_open_move(self, number: int, move: int, way: int) -> None:
        session = self.choose(list(self.model.sessions.values()), number)
        self.move_by(session.user, session.id, self.choose(list(TABLE[session.status]), move), way)

    def move_by(self, by: str, session_id: str, move: str, way: int) -> None:
        """Make a move, or see it refused."""
        user = self.owner(session_id)
        discard = move == "put-back" and way > 1
        done = self.refused_or(
            self.model.no_move(by, session_id, move, discard=discard),
            lambda: made(move, way, self.db, user, session_id, self.act(by)),
            name=move,
        )
        if done is not None:
            self.model.move(session_id, move)
            if move == "complete" and way == 2:
                self.model.note(session_id, "Done.")
            if move == "complete" and way == 3:
                self._done_as_planned(session_id)

    def _done_as_planned(self, session_id: str) -> None:
        """Expect what was logged and one entry for every other planned set; only their ids are believed."""
        before = self.model.sessions[session_id].log
        after = as_session(dump(self.db)["workout_session"][self.owner(session_id), session_id]).log
        assert before <= after
        new = after - before
        logged = {one.set_id for one in before}
        assert sorted(one.set_id or "" for one in new) == sorted(
            one.id for one in self.planned(session_id) if one.id not in logged
        )
        self.model.write_log(session_id, after)
        self.acknowledge(session_id)

    @precondition(any_session)
    @rule(numbers=st.lists(pick, min_size=1, max_size=3), kind=st.sampled_from(["skip", "cancel", "reschedule"]))
    def several_at_once(self, numbers: list[int], kind: str) -> None:
        """Move several sessions of one athlete: all or none."""
        first = self.one_session(numbers[0])
        user = self.owner(first)
        ids = dict.fromkeys([first, *(id_ for n in numbers if self.owner(id_ := self.one_session(n)) == user)])
        if kind == "reschedule":
            on = days_after(self.today(user), numbers[0] % 9)
            given = {session_id: Reschedule(scheduled_date=on) for session_id in ids}
            reasons = set[str]().union(*(self.model.no_rearrange(user, session_id) for session_id in ids))
            if self.refused_or(reasons, lambda: reschedule_sessions(self.db, user, given, self.act(user)), name=kind):
                for session_id in ids:
                    self.model.reschedule(session_id, on, None)
            return
        reasons = set[str]().union(*(self.model.no_move(user, session_id, kind) for session_id in ids))
        several: Callable[[], Any] = (
            (lambda: skip_sessions(self.db, user, list(ids), TIRED, self.act(user)))
            if kind == "skip"
            else (lambda: cancel_sessions(self.db, user, list(ids), self.act(user)))
        )
        if self.refused_or(reasons, several, name=f"{kind} several"):
            for session_id in ids:
                self.model.move(session_id, kind)

    # ------------------------------------------------------------------------------------------- logs

    @precondition(any_begun)
    @rule(number=pick, by_trainer=st.sampled_from([False, False, False, True]), which=pick, ago=st.integers(0, 300))
    def log_set(self, number: int, by_trainer: bool, which: int, ago: int) -> None:
        session_id = self.one_begun(number)
        user = self.owner(session_id)
        by = "tom" if by_trainer else user
        act, entry = self.act(by), self.new_entry(session_id, which, ago)
        sent = set_entry(entry, self.planned(session_id))
        done = self.refused_or(
            self.model.no_log(by, session_id), lambda: log_set(self.db, user, session_id, sent, act), name="log set"
        )
        if done is not None:
            self.model.log(session_id, entry)
            self.acknowledge(session_id)

    @precondition(any_begun)
    @rule(number=pick, which=st.lists(pick, max_size=3), keep=st.booleans())
    def put_log(self, number: int, which: list[int], keep: bool) -> None:
        session_id = self.one_begun(number)
        user, act = self.owner(session_id), self.act(self.owner(session_id))
        log = self._new_log(session_id, which, keep=keep)
        sent = whole_log(log, self.planned(session_id))
        done = self.refused_or(
            self.model.no_log(user, session_id), lambda: put_log(self.db, user, session_id, sent, act), name="put log"
        )
        if done is not None:
            self.model.write_log(session_id, log)
            self.acknowledge(session_id)

    def _new_log(self, session_id: str, which: list[int], *, keep: bool) -> frozenset[Entry]:
        """Make a log of new entries, added to what the session has or in place of it."""
        known = self.model.sessions.get(session_id)
        log = known.log if known and keep else frozenset()
        for number in which:
            entry = self.new_entry(session_id, number * 5 + 1, number % 60)
            log = frozenset(one for one in log if one.set_id is None or one.set_id != entry.set_id) | {entry}
        return log

    @precondition(any_begun)
    @rule(number=pick, removed=st.integers(0, 2), which=st.lists(pick, max_size=2))
    def correct_log(self, number: int, removed: int, which: list[int]) -> None:
        session_id = self.one_begun(number)
        user, act = self.owner(session_id), self.act(self.owner(session_id))
        known = self.model.sessions.get(session_id)
        gone = sorted(entry.id for entry in known.log)[:removed] if known else []
        entries = [self.new_entry(session_id, one * 5 + 1, one % 90) for one in which]
        sent = [set_entry(entry, self.planned(session_id)) for entry in entries]
        done = self.refused_or(
            self.model.no_log(user, session_id),
            lambda: correct_log(self.db, user, session_id, act, entries=sent, removed=gone),
            name="correct log",
        )
        if done is not None:
            self.model.remove_entries(session_id, set(gone))
            for entry in entries:
                self.model.log(session_id, entry)
            self.acknowledge(session_id)

    @precondition(any_begun)
    @rule(number=pick, feeling=st.integers(1, 5), day=st.sampled_from([None, None, 0, 1, 9]))
    def correct_session(self, number: int, feeling: int, day: int | None) -> None:
        """Correct the day it was done and how it felt; the log's entries stay."""
        session_id = self.one_begun(number)
        user = self.owner(session_id)
        act = self.act(user)
        if day is None:
            done = self.refused_or(
                self.model.no_log(user, session_id),
                lambda: correct_session(self.db, user, session_id, Correction(feedback=Feedback(feeling=feeling)), act),
                name="feedback",
            )
        else:
            reasons = self.model.no_log(user, session_id)
            row = self.rows["workout_session"].get((user, session_id))
            if row and row["status"] in ("skipped", "cancelled") and row["performed_date"] is None:
                reasons.add("session-not-begun")
            given = Correction(performed_date=days_after(self.today(user), -day), feedback=Feedback(feeling=feeling))
            done = self.refused_or(
                reasons, lambda: correct_session(self.db, user, session_id, given, act), name="correct session"
            )
        if done is not None:
            self.model.touched.add(session_id)
