"""Assigning again never improves the figure: whatever was done, replaced, cancelled or undone."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.end_assignment import cancel_assignment
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.analytics.adherence import AdherenceCounts
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.placement import NothingToSchedule
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.session.inputs import Reschedule, Skip
from mesocycle.domain.session.session import SessionStatus
from mesocycle.reports.report_adherence import report_adherence
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.actions.following import two_versions
from tests.arrange import a_user, an_act, the_versions
from tests.builders import a_workout

_DAYS = st.integers(5, 31)
_DEEDS = st.one_of(
    st.tuples(st.sampled_from(["complete", "skip"]), st.integers(0, 7), st.just(0)),
    st.tuples(st.just("reschedule"), st.integers(0, 7), _DAYS),
    st.tuples(st.just("shift"), st.integers(-9, 9), st.just(0)),
    st.tuples(st.just("pause"), _DAYS, st.just(0)),
)
_AGAIN = st.one_of(
    st.just(ReplacementRequest(continue_=True)),
    st.just(ReplacementRequest()),
    st.builds(lambda day: ReplacementRequest(start_date=f"2026-01-{day:02d}"), _DAYS),
    st.builds(lambda week: ReplacementRequest(start_week=week), st.integers(1, 4)),
)


def _do(db: Database, act: Act, deed: tuple[str, int, int]) -> None:
    """Do something with Ann's training if it is allowed."""
    kind, number, day = deed
    with db.read() as read:
        mine = sessions.between(read, "ann", "2025-01-01", "2027-01-01", statuses=[SessionStatus.SCHEDULED])
        live = assignments.of_user(read, "ann", live_only=True)[0]
    try:
        if kind == "shift":
            shift_assignment(db, "ann", live.id, act, days=number)
        elif kind == "pause":
            pause_assignment(db, "ann", live.id, act, from_day=f"2026-01-{number:02d}")
        elif number < len(mine) and kind == "complete":
            complete_session(db, "ann", mine[number].id, act)
        elif number < len(mine) and kind == "skip":
            skip_session(db, "ann", mine[number].id, Skip(reason="no-time"), act)
        elif number < len(mine):
            reschedule_session(db, "ann", mine[number].id, Reschedule(scheduled_date=f"2026-01-{day:02d}"), act)
    except Refusal:
        pass


def _counts(db: Database, act: Act) -> AdherenceCounts:
    return report_adherence(db, "ann", act).total


@settings(max_examples=30)
@given(
    deeds=st.lists(_DEEDS, max_size=6),
    again=st.lists(st.tuples(_AGAIN, st.lists(_DEEDS, max_size=2)), min_size=1, max_size=3),
    ending=st.booleans(),
    day=st.integers(5, 31),
)
def test_assigning_again_or_ending_never_improves_the_figure(
    migrated_sqlite: Path,
    deeds: list[tuple[str, int, int]],
    again: list[tuple[ReplacementRequest, list[tuple[str, int, int]]]],
    ending: bool,
    day: int,
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ann.sqlite"
        shutil.copyfile(migrated_sqlite, path)
        db = Database.open(f"sqlite:///{path}")
        try:
            _play(db, deeds, again, ending=ending, day=day)
        finally:
            db.close()


def _play(
    db: Database,
    deeds: list[tuple[str, int, int]],
    again: list[tuple[ReplacementRequest, list[tuple[str, int, int]]]],
    *,
    ending: bool,
    day: int,
) -> None:
    ann = a_user(db, "ann")
    workouts = (a_workout(), a_workout(id="w2", name="Second", order_index=1))
    the_versions(db, ann, *two_versions("ann", workouts=workouts))
    act = an_act(ann, f"2026-01-{day:02d}T12:00:00.000Z")
    receipt = assign_routine(db, "ann", "v1", AssignmentRequest(start_date="2026-01-05"), an_act(ann))
    live = str(receipt.new_assignment_id)
    for deed in deeds:
        _do(db, act, deed)
    for number, (wish, more) in enumerate(again):
        before = _counts(db, act)
        try:
            live = str(replace_assignment(db, "ann", live, f"v{2 - number % 2}", wish, act).new_assignment_id)
        except NothingToSchedule:
            continue
        _require_no_better(before, _counts(db, act))
        for deed in more:
            _do(db, act, deed)
    if ending:
        before = _counts(db, act)
        cancel_assignment(db, "ann", live, act)
        _require_no_better(before, _counts(db, act))


def _require_no_better(before: AdherenceCounts, after: AdherenceCounts) -> None:
    assert after.completed == before.completed
    assert after.skipped == before.skipped
    assert after.missed >= before.missed
    assert (after.rate or 0) <= (before.rate or 0)
