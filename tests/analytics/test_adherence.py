"""Which sessions are due, and how many of them were done."""

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.analytics.adherence import Streak
from mesocycle.domain.session.inputs import OneOff, Skip
from mesocycle.storage.engine.database import Database
from tests.actions.following import ann_follows, new_of
from tests.arrange import an_act
from tests.builders import a_workout
from tests.reports.planned_weeks import ANN, CONTINUE, LATER, adherence, complete


def test_the_whole_is_the_sum_of_its_assignments_versions_and_weeks(db: Database) -> None:
    ann, receipt = ann_follows(db)
    complete(db, receipt.created[0].session_id, "2026-01-05")
    skip_session(db, "ann", receipt.created[1].session_id, Skip(reason="illness"), an_act(ANN, LATER))
    replace_assignment(db, "ann", new_of(receipt), "v2", CONTINUE, an_act(ann, LATER))

    found = adherence(db)

    for parts in (found.assignments, found.versions, found.weeks):
        for name in ("planned", "due", "completed", "skipped", "missed", "missed_removed", "upcoming"):
            assert sum(getattr(part.counts, name) for part in parts) == getattr(found.total, name)
    assert [one.week for one in found.weeks] == ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]
    assert [(one.routine_name, one.version, one.counts.planned) for one in found.versions] == [
        ("Squats", 1, 3),
        ("Squats", 2, 1),
    ]


def test_a_streak_is_the_due_sessions_completed_in_a_row(db: Database) -> None:
    _, receipt = ann_follows(db, duration=6)
    for number, day in ((0, "05"), (1, "12"), (3, "26")):
        complete(db, receipt.created[number].session_id, f"2026-01-{day}")

    now = adherence(db, "2026-01-28T09:00:00.000Z").streak
    later = adherence(db, "2026-02-04T09:00:00.000Z").streak

    assert now == Streak(current=1, longest=2)
    assert later == Streak(current=0, longest=2)


def test_one_off_sessions_are_told_beside_what_routines_planned(db: Database) -> None:
    ann, _ = ann_follows(db)
    extra = add_session(db, "ann", OneOff(scheduled_date="2026-01-06", workout=a_workout(schedule=())), an_act(ann))
    complete(db, extra.id, "2026-01-06")

    found = adherence(db)

    assert found.beside.completed == 1
    assert found.total.completed == 0
