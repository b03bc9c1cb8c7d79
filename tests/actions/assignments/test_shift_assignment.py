"""Pausing moves nothing, resuming and shifting move what is scheduled; the plan's own dates stay."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.domain.assignment.assignment import AssignmentStatus, AssignmentWish, Pause, ReplacementWish
from mesocycle.domain.assignment.pausing import PauseNotPossible, ShiftNotPossible
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.assignments import session_facts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import events
from tests.actions.following import MONDAY, ann_follows, new_of, stored, two_versions
from tests.arrange import a_user, an_act, the_status, the_versions

WEDNESDAY = "2026-01-14T09:00:00.000Z"
NEXT_WEDNESDAY = "2026-01-21T09:00:00.000Z"


def _days(db: Database, assignment_id: str) -> list[tuple[str, str]]:
    with db.read() as read:
        facts = session_facts.of_assignment(read, "ann", assignment_id)
    return [(str(one.planned_date), str(one.scheduled_date)) for one in facts]


def test_shifting_moves_all_scheduled_sessions_and_keeps_planned_dates(db: Database) -> None:
    ann, first = ann_follows(db)
    the_status(db, "ann", first.created[0].session_id, SessionStatus.COMPLETED)

    receipt = shift_assignment(db, "ann", new_of(first), an_act(ann), days=3)

    assert sorted(_days(db, new_of(first))) == [
        ("2026-01-05", "2026-01-05"),
        ("2026-01-12", "2026-01-15"),
        ("2026-01-19", "2026-01-22"),
        ("2026-01-26", "2026-01-29"),
    ]
    assert [(move.from_, move.to) for move in receipt.moved] == [
        ("2026-01-12", "2026-01-15"),
        ("2026-01-19", "2026-01-22"),
        ("2026-01-26", "2026-01-29"),
    ]
    assert stored(db, new_of(first)).shift_days == 3


def test_each_session_that_a_shift_moved_says_so_in_its_history(db: Database) -> None:
    ann, first = ann_follows(db)

    shift_assignment(db, "ann", new_of(first), an_act(ann), days=-1)

    with db.read() as read:
        (event,) = events.of_session(read, "ann", first.created[2].session_id)
    assert event.kind is EventKind.SHIFTED
    assert b"2026-01-18" in bytes(event.after or b"")


def test_a_shift_beyond_the_calendar_is_refused_and_moves_nothing(db: Database) -> None:
    ann, first = ann_follows(db)
    before = _days(db, new_of(first))

    for days in (0, 99_999_999):
        with pytest.raises(ShiftNotPossible):
            shift_assignment(db, "ann", new_of(first), an_act(ann), days=days)

    assert _days(db, new_of(first)) == before


def test_pausing_moves_nothing_and_resuming_may_keep_the_dates(db: Database) -> None:
    ann, first = ann_follows(db)
    before = _days(db, new_of(first))

    pause_assignment(db, "ann", new_of(first), an_act(ann, WEDNESDAY))
    assert stored(db, new_of(first)).status is AssignmentStatus.PAUSED
    resume_assignment(db, "ann", new_of(first), an_act(ann, NEXT_WEDNESDAY), shift=False)

    assert _days(db, new_of(first)) == before
    assert stored(db, new_of(first)).pauses == (Pause(from_="2026-01-14", to="2026-01-20"),)
    assert stored(db, new_of(first)).status is AssignmentStatus.ACTIVE


def test_resuming_may_shift_the_rest_by_the_days_lost(db: Database) -> None:
    ann, first = ann_follows(db)
    pause_assignment(db, "ann", new_of(first), an_act(ann, WEDNESDAY))

    receipt = resume_assignment(db, "ann", new_of(first), an_act(ann, NEXT_WEDNESDAY), shift=True)

    assert [scheduled for _, scheduled in _days(db, new_of(first))] == [
        "2026-01-05",
        "2026-01-12",
        "2026-01-26",
        "2026-02-02",
    ]
    assert len(receipt.moved) == 2
    assert stored(db, new_of(first)).shift_days == 7


def test_a_plan_towards_a_race_keeps_its_dates(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann"))
    first = assign_routine(db, "ann", "v1", an_act(ann), AssignmentWish(race_date="2026-02-01"))
    pause_assignment(db, "ann", new_of(first), an_act(ann))

    with pytest.raises(PauseNotPossible):
        resume_assignment(db, "ann", new_of(first), an_act(ann, WEDNESDAY), shift=True)

    assert stored(db, new_of(first)).status is AssignmentStatus.PAUSED


def test_only_what_runs_is_paused_and_only_what_is_paused_resumes(db: Database) -> None:
    ann, first = ann_follows(db)
    with pytest.raises(PauseNotPossible):
        resume_assignment(db, "ann", new_of(first), an_act(ann), shift=True)
    pause_assignment(db, "ann", new_of(first), an_act(ann))

    with pytest.raises(PauseNotPossible):
        pause_assignment(db, "ann", new_of(first), an_act(ann))


def test_a_running_pause_and_the_shift_go_over_to_a_version_that_continues(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann"))
    first = assign_routine(db, "ann", "v1", an_act(ann), MONDAY)
    shift_assignment(db, "ann", new_of(first), an_act(ann), days=2)
    pause_assignment(db, "ann", new_of(first), an_act(ann))

    receipt = replace_assignment(db, "ann", new_of(first), "v2", an_act(ann), ReplacementWish(continue_=True))

    new = stored(db, new_of(receipt))
    assert (new.status, new.shift_days, new.pauses) == (
        AssignmentStatus.PAUSED,
        2,
        (Pause(from_="2026-01-05"),),
    )
    assert receipt.created[0].scheduled_date == "2026-01-07"
