"""Rows of what was done, read to be summed: attempts, lines, outcomes, recent weeks, done sessions, sets."""

import pytest

from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.analytics.weeks import week_of
from mesocycle.domain.history.outcome import Outcome
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.inputs import Completion, Skip
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import attempts, done_sessions, lines, outcomes, recent, sets
from mesocycle.storage.history.lines import LinePast
from mesocycle.storage.history.outcomes import Asked
from mesocycle.storage.sessions import sessions
from tests.actions.training import MONDAY_EVENING, a_log, ann_trains
from tests.arrange import a_user, an_act

FIRST, LAST = "2026-01-01", "2026-02-01"
TODAY = "2026-01-21"


@pytest.fixture
def trained(db: Database) -> list[str]:
    """Let Ann squat on the first Monday and skip the second; the third she missed. Gives her sessions."""
    ann, act, ids = ann_trains(db)
    first, second, *_ = ids
    start_session(db, "ann", first, act)
    put_log(db, "ann", first, a_log(), act)
    complete_session(db, "ann", first, act, given=Completion(completed_at=MONDAY_EVENING))
    skip_session(db, "ann", second, Skip(reason="travel"), an_act(ann, "2026-01-12T18:00:00.000Z"))
    a_user(db, "bob")
    return ids


def test_the_latest_attempts_at_a_line_are_those_with_sets_of_it_and_nobody_else_s(
    db: Database, trained: list[str]
) -> None:
    with db.read() as read:
        found = attempts.latest(read, "ann", "squat", "exercise-1", most=5, until="2026-12-31")
        assert [each.id for each in found] == trained[:1]
        assert attempts.latest(read, "bob", "squat", "exercise-1", most=5, until="2026-12-31") == []
        assert attempts.first_day(read, "ann") == "2026-01-05"
        assert attempts.first_day(read, "bob") is None


def test_every_planned_session_of_the_days_is_counted_once_as_what_became_of_it(
    db: Database, trained: list[str]
) -> None:
    with db.read() as read:
        counted = outcomes.count(read, [Asked("ann", TODAY, ALL)], FIRST, LAST)
        days = outcomes.days(read, Asked("ann", TODAY, ALL), FIRST, LAST)
        names = outcomes.version_names(read, ["v1", "gone"])

    assert {each.outcome: each.count for each in counted.outcomes} == {
        Outcome.COMPLETED: 1,
        Outcome.SKIPPED: 1,
        Outcome.MISSED: 1,
        Outcome.UPCOMING: 1,
    }
    assert [(each.day, each.outcome) for each in days][:2] == [
        ("2026-01-05", Outcome.COMPLETED),
        ("2026-01-12", Outcome.SKIPPED),
    ]
    assert list(names) == ["v1"]


@pytest.mark.parametrize("begins", [0, 5, 6])
def test_weeks_of_outcomes_begin_where_the_athlete_s_weeks_do(db: Database, trained: list[str], begins: int) -> None:
    with db.read() as read:
        counted = outcomes.count(read, [Asked("ann", TODAY, ALL)], FIRST, LAST, weeks_from=begins)
        days = outcomes.days(read, Asked("ann", TODAY, ALL), FIRST, LAST)

    assert sorted(each.week or "" for each in counted.outcomes) == sorted(week_of(each.day, begins) for each in days)


def test_a_line_s_past_is_its_sets_row_by_row_and_only_for_those_who_may_see_it(
    db: Database, trained: list[str]
) -> None:
    with db.read() as read:
        ann = sessions.get(read, "ann", trained[0])
        past = LinePast(
            assignments=[("ann", ann.routine_assignment_id)],
            workouts=[ann.workout_id],
            sections=["section-1"],
            first=FIRST,
            last=LAST,
            by_day=False,
        )
        rows = lines.sets(read, past, ["set-1"])
        groups = lines.with_sets(read, past)
        without = lines.without_sets(read, past)
        hers = lines.assignments_in_sight(read, Actor("ann", frozenset()), ["v1"], None)
        his = lines.assignments_in_sight(read, Actor("bob", frozenset()), ["v1"], None)

    assert [(row.session_id, row.set_id, row.load_kg) for row in rows] == [(trained[0], "set-1", 100.0)]
    assert [group.count for group in groups] == [1]
    assert without == []
    assert hers == [("ann", ann.routine_assignment_id)]
    assert his == []


def test_recent_weeks_are_summed_of_what_was_done_and_who_did_nothing_is_not_in_them(
    db: Database, trained: list[str]
) -> None:
    with db.read() as read:
        found = recent.of_routines(read, {"ann": "routine-1", "bob": "routine-1"}, FIRST, LAST)

    assert list(found) == ["ann"]
    assert (found["ann"].since, found["ann"].sets, found["ann"].load_kg) == ("2026-01-05", 1, 500.0)


def test_a_day_is_taken_by_what_was_done_and_not_by_what_leaves_or_was_given_up(
    db: Database, trained: list[str]
) -> None:
    with db.read() as read:
        assignment = sessions.get(read, "ann", trained[0]).routine_assignment_id
        found = recent.days_taken(read, {"ann": assignment}, FIRST, LAST)

    assert [each.day for each in found] == ["2026-01-05"]


def test_a_skipped_session_is_no_done_one_and_a_reader_out_of_scope_sums_nothing(
    db: Database, trained: list[str]
) -> None:
    with db.read() as read:
        assert [each.id for each in done_sessions.between(read, "ann", FIRST, LAST)] == trained[:1]
        assert [each.volume_kg for each in sets.days(read, "ann", FIRST, LAST)] == [500.0]
        assert list(sets.worked(read, "ann", FIRST, LAST, scope=Scope(assigned_by="tom"))) == []
