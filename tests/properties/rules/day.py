"""Rules on what stands on a day: other days, notes, one-off and adjusted sessions."""

from dataclasses import replace

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.session.inputs import OneOff, Reschedule
from tests.builders import a_workout
from tests.properties.rules.session import SessionRules
from tests.properties.stage import ATHLETES, pick
from tests.properties.values import days_after


class DayRules(SessionRules):
    """Play what athletes and trainers do with the calendar, session by session."""

    @precondition(SessionRules.any_session)
    @rule(
        number=pick,
        by_trainer=st.booleans(),
        days=st.integers(-4, 12),
        time=st.sampled_from([None, "06:15", "18:00"]),
    )
    def reschedule(self, number: int, by_trainer: bool, days: int, time: str | None) -> None:
        session_id = self.one_session(number)
        user = self.owner(session_id)
        by, on = "tom" if by_trainer else user, days_after(self.today(user), days)
        given = Reschedule(scheduled_date=on, scheduled_time=time)
        done = self.refused_or(
            self.model.no_rearrange(by, session_id),
            lambda: reschedule_session(self.db, user, session_id, given, self.act(by)),
            name="reschedule",
        )
        if done is not None:
            self.model.reschedule(session_id, on, time)

    @precondition(SessionRules.any_session)
    @rule(number=pick, by_trainer=st.booleans(), notes=st.sampled_from(["Good.", "Bad knee.", ""]))
    def note(self, number: int, by_trainer: bool, notes: str) -> None:
        session_id = self.one_session(number)
        user = self.owner(session_id)
        by = "tom" if by_trainer else user
        done = self.refused_or(
            self.model.no_session(by, session_id, perform=False),
            lambda: note_session(self.db, user, session_id, notes, self.act(by)),
            name="note",
        )
        if done is not None:
            self.model.note(session_id, notes)

    @rule(
        who=st.sampled_from(ATHLETES),
        by_trainer=st.booleans(),
        days=st.integers(-2, 9),
        source=st.sampled_from(["workout", "version", "repeat"]),
        number=pick,
        own_id=st.booleans(),
    )
    def add(self, who: str, by_trainer: bool, days: int, source: str, number: int, own_id: bool) -> None:
        by, on = "tom" if by_trainer else who, days_after(self.today(who), days)
        self.entries += 1
        id_ = f"one-off-{self.entries}" if own_id else None
        reasons = self.model.no_permit(by, who)
        new = OneOff(id=id_, scheduled_date=on, workout=a_workout(id="own-workout"))
        if source == "repeat" and self.any_session():
            session_id = self.one_session(number)
            new = OneOff(id=id_, scheduled_date=on, repeat_of=session_id)
            other = {"not-found"} if self.owner(session_id) != who else set()
            reasons |= other or self.model.no_session(by, session_id, perform=False) - {"session-removed"}
        elif source == "version":
            version = self.choose(list(self.model.versions.values()), number)
            plan = self.rows["routine_version"][version.id,]["document"]
            workout_id = msgspec.json.decode(plan)["workouts"][0]["_id"]
            new = OneOff(id=id_, scheduled_date=on, routine_version_id=version.id, workout_id=workout_id)
            if not self.model.readable(by, version.id):
                reasons.add("not-found")
        added = self.refused_or(reasons, lambda: add_session(self.db, who, new, self.act(by)), name=f"add {source}")
        if added is not None:
            session = self.created([added.id], who)[0]
            own = next(a for a in self.model.assignments.values() if a.own and a.user == who)
            assert (session.assignment, session.on, session.slot[1:]) == (own.id, on, (None, None))
            self.model.add(session)

    @precondition(SessionRules.any_session)
    @rule(number=pick, by_trainer=st.booleans())
    def adjust(self, number: int, by_trainer: bool) -> None:
        session_id = self.one_session(number)
        self.adjust_by("tom" if by_trainer else self.owner(session_id), session_id)

    def adjust_by(self, by: str, session_id: str) -> None:
        """Let a session with another objective take the slot of a scheduled one."""
        user = self.owner(session_id)
        self.entries += 1
        content = msgspec.json.decode(self.snapshots[session_id], type=WorkoutSnapshot)
        content = msgspec.structs.replace(content, objective=f"Adjusted {self.entries % 3}.")
        adjusted = self.refused_or(
            self.model.no_rearrange(by, session_id),
            lambda: adjust_session(self.db, user, session_id, content, self.act(by)),
            name="adjust",
        )
        if adjusted is not None:
            old, new = self.model.sessions[session_id], self.created([adjusted.id], user)[0]
            assert new == replace(old, id=new.id, adjusted_from=old.id), "the adjusted session is elsewhere"
            self.model.adjust(session_id, new, today=self.today(user), seq=self.seq(user))
