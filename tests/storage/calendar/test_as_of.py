"""The calendar as of a past moment: what was seen then is what is told later."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.log.correct_log import correct_log
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.correct_session import correct_session
from mesocycle.actions.sessions.put_back_session import put_back_session
from mesocycle.actions.sessions.reopen_session import reopen_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import Instant, encode
from mesocycle.domain.instant import instant, moment
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import Feedback, Performance, PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Scope
from mesocycle.domain.session.inputs import Completion, Correction, Reschedule, Skip
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.storage.calendar import as_of as calendar_as_of
from mesocycle.storage.calendar import pages
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.arrange import NOW, a_routine, a_user, an_act
from tests.storage.planting import plant, plant_ground

Calendar = list[dict[str, Any]]
T = TypeVar("T")


def calendar(found: list[WorkoutSession]) -> Calendar:
    return [json.loads(encode(session)) for session in found]


@dataclass
class Diary:
    """A user's acts, an hour apart, and the calendar as it was seen after each."""

    db: Database
    user: User
    now: Instant = NOW
    seen: dict[Instant, Calendar] = field(default_factory=dict)

    def then(self, do: Callable[[Act], T]) -> T:
        self.now = instant(moment(self.now) + timedelta(hours=1))
        done = do(an_act(self.user, self.now))
        self.seen[self.now] = calendar(self.present())
        return done

    def present(self) -> list[WorkoutSession]:
        with self.db.read() as read:
            return sessions.between(read, self.user.id, "2026-01-01", "2026-12-31")

    def as_of(self, at: Instant) -> Calendar:
        with self.db.read() as read:
            return calendar(calendar_as_of.between(read, self.user.id, "2026-01-01", "2026-12-31", at))

    def told(self) -> dict[Instant, Calendar]:
        return {at: self.as_of(at) for at in self.seen}


@pytest.fixture
def diary(db: Database) -> Diary:
    """Begin the diary of a user who follows a routine of their own on Mondays."""
    user = a_user(db)
    version = a_routine(db, user)
    diary = Diary(db, user)
    wish = AssignmentRequest(start_date="2026-01-05", default_time="07:00")
    diary.then(lambda act: assign_routine(db, user.id, version.id, wish, act))
    return diary


def entry(session: WorkoutSession, number: int, reps: int, *, id_: str = "") -> SetEntry:
    section = get_snapshot(session).sections[0]
    assert section.exercises
    planned = section.exercises[0].sets[number - 1]  # type: ignore[union-attr]  # a back squat has sets
    return SetEntry(
        set=PerformedSet(
            id=id_ or f"done-{number}",
            set_id=planned.id,
            set_number=number,
            set_type="working",
            performance=Performance(reps=reps, weight=100, weight_unit="kg"),
        )
    )


def test_moves_days_times_and_notes_are_told_as_they_were_seen(diary: Diary) -> None:
    db, ann = diary.db, diary.user.id
    first, second, third, fourth = diary.present()
    to = Reschedule(scheduled_date="2026-01-07", scheduled_time="18:30")
    diary.then(lambda act: reschedule_session(db, ann, first.id, to, act))
    diary.then(lambda act: reschedule_session(db, ann, first.id, Reschedule(all_day=True), act))
    diary.then(lambda act: start_session(db, ann, first.id, act))
    diary.then(lambda act: complete_session(db, ann, first.id, act, given=Completion(notes="good")))
    diary.then(lambda act: correct_session(db, ann, first.id, Correction(duration_minutes=40, notes="fair"), act))
    diary.then(lambda act: reopen_session(db, ann, first.id, act))
    diary.then(lambda act: complete_session(db, ann, first.id, act))
    diary.then(lambda act: skip_session(db, ann, second.id, Skip(reason="travel"), act))
    diary.then(lambda act: start_session(db, ann, second.id, act))
    diary.then(lambda act: cancel_session(db, ann, second.id, act))
    diary.then(lambda act: put_back_session(db, ann, second.id, act))
    diary.then(lambda act: complete_session(db, ann, third.id, act, given=Completion(performed_date="2026-01-05")))
    diary.then(lambda act: cancel_session(db, ann, fourth.id, act))

    assert diary.told() == diary.seen


def test_a_log_is_told_as_it_was_seen_set_by_set(diary: Diary) -> None:
    db, ann = diary.db, diary.user.id
    session = diary.present()[0]
    diary.then(lambda act: start_session(db, ann, session.id, act))
    diary.then(lambda act: log_set(db, ann, session.id, entry(session, 1, 5), act))
    diary.then(lambda act: log_set(db, ann, session.id, entry(session, 2, 5), act))
    diary.then(lambda act: log_set(db, ann, session.id, entry(session, 2, 4), act))
    diary.then(lambda act: correct_session(db, ann, session.id, Correction(feedback=Feedback(feeling=3)), act))
    diary.then(lambda act: correct_session(db, ann, session.id, Correction(feedback=Feedback(feeling=4)), act))
    diary.then(lambda act: log_set(db, ann, session.id, entry(session, 2, 3, id_="another"), act))
    diary.then(lambda act: complete_session(db, ann, session.id, act))
    diary.then(lambda act: log_set(db, ann, session.id, entry(session, 3, 5), act))
    diary.then(lambda act: correct_log(db, ann, session.id, act, entries=[entry(session, 1, 6)]))
    empty = WorkoutPerformanceLog(sections=())
    diary.then(lambda act: put_log(db, ann, session.id, empty, act))

    assert diary.told() == diary.seen


def test_the_plan_taken_as_done_shows_only_from_the_completion_on(diary: Diary) -> None:
    db, ann = diary.db, diary.user.id
    session = diary.present()[0]
    diary.then(lambda act: start_session(db, ann, session.id, act))
    diary.then(lambda act: log_set(db, ann, session.id, entry(session, 1, 5), act))
    given = Completion(as_planned=True, feedback=Feedback(rpe=7))
    diary.then(lambda act: complete_session(db, ann, session.id, act, given=given))

    assert diary.told() == diary.seen


def test_a_log_put_back_into_the_event_shows_for_the_time_it_stood(diary: Diary) -> None:
    db, ann = diary.db, diary.user.id
    session = diary.present()[0]
    diary.then(lambda act: start_session(db, ann, session.id, act))
    diary.then(lambda act: log_set(db, ann, session.id, entry(session, 1, 5), act))
    diary.then(lambda act: put_back_session(db, ann, session.id, act, discard_log=True))
    diary.then(lambda act: start_session(db, ann, session.id, act))

    assert diary.told() == diary.seen


def test_removed_revived_and_removed_again_sessions_are_there_when_they_were(diary: Diary) -> None:
    db, ann = diary.db, diary.user
    first, second, *_ = diary.present()
    other = a_routine(db, ann, name="Presses")
    (old,) = {session.routine_assignment_id for session in diary.present()}

    def put_other(act: Act) -> Receipt:
        return replace_assignment(db, ann.id, old, other.id, ReplacementRequest(start_date="2026-01-05"), act)

    diary.then(lambda act: complete_session(db, ann.id, first.id, act))
    receipt = diary.then(put_other)
    diary.then(lambda act: undo_receipt(db, ann.id, receipt.id, act))
    diary.then(lambda act: shift_assignment(db, ann.id, old, act, days=2))
    receipt = diary.then(put_other)
    diary.then(lambda act: undo_receipt(db, ann.id, receipt.id, act))
    content = get_snapshot(first)
    diary.then(lambda act: adjust_session(db, ann.id, second.id, content, act))
    diary.then(put_other)

    assert diary.told() == diary.seen
    assert diary.as_of(NOW) == []


def test_days_are_those_of_then_when_a_session_stood_elsewhere(diary: Diary) -> None:
    db, ann = diary.db, diary.user.id
    session = diary.present()[0]
    before = diary.now
    diary.then(lambda act: reschedule_session(db, ann, session.id, Reschedule(scheduled_date="2026-03-01"), act))

    with db.read() as read:
        then = calendar_as_of.between(read, ann, "2026-01-05", "2026-01-05", before)
        now = calendar_as_of.between(read, ann, "2026-01-05", "2026-01-05", diary.now)
        later = calendar_as_of.between(read, ann, "2026-03-01", "2026-03-01", before)

    assert [one.id for one in then] == [session.id]
    assert (now, later) == ([], [])


def test_a_trainers_scope_holds_for_the_past_too(db: Database) -> None:
    plant_ground(db)
    plant(db, "routine_assignment", id="other", parent_routine_id="routine-2", assigned_by="eva")
    plant(db, "workout_session", id="hers", routine_assignment_id="other")
    plant(db, "workout_session", id="his")
    plant(db, "deleted_session", id="her-old", routine_assignment_id="other", removed_at="2026-01-03T00:00:00.000Z")
    plant(db, "deleted_session", id="his-old", removed_at="2026-01-03T00:00:00.000Z")

    with db.read() as read:
        found = calendar_as_of.between(
            read,
            "ann",
            "2026-01-01",
            "2026-01-31",
            "2026-01-02T00:00:00.000Z",
            scope=Scope(assigned_by="tom"),
        )

    assert [session.id for session in found] == ["his", "his-old"]


@pytest.mark.parametrize("most_bytes", [1, 10**9])
def test_page_after_page_gives_the_past_calendar_once_also_where_pages_end_early(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, most_bytes: int
) -> None:
    monkeypatch.setattr(pages, "MOST_PAGE_BYTES", most_bytes)
    before = diary.now
    session = diary.present()[0]
    diary.then(
        lambda act: reschedule_session(
            diary.db, diary.user.id, session.id, Reschedule(scheduled_date="2026-03-01"), act
        )
    )
    told: Calendar = []
    after, more = None, True

    while more:
        with diary.db.read() as read:
            days = ("2026-01-01", "2026-12-31")
            found, more = calendar_as_of.page(read, diary.user.id, pages.Wanted(), days, before, after, 2)
        assert len(found) <= (1 if most_bytes == 1 else 2)
        told += calendar(found)
        after = pages.calendar_key(found[-1])

    assert told == diary.as_of(before)
