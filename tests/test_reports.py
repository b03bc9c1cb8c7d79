"""Every report: it answers whoever may see the training, tells of what was done, and strangers learn nothing."""

from collections.abc import Callable

import pytest

from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.plans.library import find_exercises
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.document import encode
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.inputs import Completion
from mesocycle.reports.compare_session import compare_session, compare_three_ways
from mesocycle.reports.report_exercise import report_exercise
from mesocycle.reports.report_load import report_load
from mesocycle.reports.report_records import report_records
from mesocycle.reports.report_running import report_running
from mesocycle.reports.report_weeks import report_weeks
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING, a_log, ann_trains
from tests.arrange import a_user, an_act

Report = Callable[[Database, Act, str], object]
FIRST, LAST = "2026-01-01", "2026-01-31"


def _of_exercise(db: Database, act: Act, _session_id: str) -> object:
    squat = find_exercises(db, "ann").find("back squat")
    assert squat is not None
    return report_exercise(db, "ann", squat, act.actor, first=FIRST, last=LAST)


REPORTS: dict[str, Report] = {
    "session": lambda db, act, session_id: compare_session(db, "ann", session_id, act),
    "three ways": lambda db, act, session_id: compare_three_ways(db, "ann", session_id, act),
    "exercise": _of_exercise,
    "load": lambda db, act, _: report_load(db, "ann", act.actor, first=FIRST, last=LAST),
    "records": lambda db, act, _: report_records(db, "ann", act.actor, first=FIRST, last=LAST),
    "running": lambda db, act, _: report_running(db, "ann", act.actor, first=FIRST, last=LAST),
    "weeks": lambda db, act, _: report_weeks(db, "ann", act.actor, first=FIRST, last=LAST),
}
TELLS = {
    "session": b'"standing":"compared"',
    "three ways": b'"name":"Back squat"',
    "exercise": b'"2026-01-05"',
    "load": b'"load":420.0',
    "records": b'"volumeKg":500.0',
    "running": b'"weeks":[',
    "weeks": b'"sessions":1',
}


@pytest.fixture
def squatted(db: Database) -> str:
    """Let Ann do one set of squats in an hour, RPE 7; gives the session."""
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    put_log(db, "ann", first, a_log(), act)
    done = Completion(completed_at=MONDAY_EVENING, duration_minutes=60, feedback=Feedback(rpe=7))
    complete_session(db, "ann", first, act, given=done)
    return first


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_tells_of_what_was_done(db: Database, squatted: str, report: str) -> None:
    ann = an_act(Actor("ann", frozenset()), "2026-01-31T18:00:00.000Z")

    assert TELLS[report] in encode(REPORTS[report](db, ann, squatted))


@pytest.mark.parametrize("report", REPORTS)
def test_a_stranger_learns_nothing_from_any_report(db: Database, squatted: str, report: str) -> None:
    eve = an_act(a_user(db, "eve"))

    with pytest.raises(NotFound):
        REPORTS[report](db, eve, squatted)
