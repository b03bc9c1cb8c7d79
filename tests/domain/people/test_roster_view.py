"""Whom a view of the roster shows, in which order, and how they stand in a spreadsheet."""

import pytest

from mesocycle.domain.people.live import FeedPosition
from mesocycle.domain.people.roster import RosterAthlete, RosterPlan, RosterRate, RosterSession
from mesocycle.domain.people.roster_view import folded, roster_row, rows_of


def _one(name: str, **given: object) -> RosterAthlete:
    plan = RosterPlan(
        assignment_id="a",
        parent_routine_id="r",
        routine_version_id="v",
        name="Squats",
        version=1,
        is_latest=True,
        paused=False,
        week=2,
        weeks=4,
    )
    usual: dict[str, object] = {
        "user_id": name,
        "name": name,
        "email": f"{name}@example.org",
        "today": "2026-01-05",
        "time_zone": "UTC",
        "plans": (plan,),
        "four_weeks": RosterRate(done=1, due=2),
        "this_version": RosterRate(done=0, due=0),
        "due_today": (),
        "done_today": (),
        "missed_yesterday": (),
        "overdue": 0,
        "unread": 0,
        "pain": (),
        "position": FeedPosition(user_id=name, epoch="e", seq=1),
    }
    return RosterAthlete(**{**usual, **given})  # type: ignore[arg-type]  # as the test says


ATHLETES = (
    _one("Zoë", overdue=3, four_weeks=RosterRate(done=1, due=4)),
    _one("ann", unread=1, four_weeks=RosterRate(done=4, due=4)),
    _one("Bea", pain=("knee",), plans=()),
)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["ann", "Bea", "Zoë"]),
        ({"down": True}, ["Zoë", "Bea", "ann"]),
        ({"sort": "overdue"}, ["Zoë", "ann", "Bea"]),
        ({"sort": "four_weeks"}, ["Zoë", "Bea", "ann"]),
        ({"show": "pain"}, ["Bea"]),
        ({"search": "zoe"}, ["Zoë"]),
        ({"search": "SQUATS"}, ["ann", "Zoë"]),
        ({"search": "nobody"}, []),
    ],
)
def test_a_view_shows_whom_it_asks_for_in_its_order(asked: dict[str, object], names: list[str]) -> None:
    found = rows_of(ATHLETES, **{"show": "all", "sort": "name", "down": False, "search": "", **asked})  # type: ignore[arg-type]  # as above

    assert [one.name for one in found] == names


def test_names_are_found_without_their_marks() -> None:
    assert folded("  ZÖË ") == "zoe"


def test_a_row_holds_the_first_plan_counts_as_counts_and_days_as_days() -> None:
    last = RosterSession(session_id="s", workout_name="Squats", day="2026-01-02", status="completed")

    row = roster_row(_one("ann", last=last, overdue=2, pain=("knee", "back"), pain_on="2026-01-02"))

    assert (row.plan, row.plan_version, row.plan_week, row.plan_weeks, row.plan_is_latest) == ("Squats", 1, 2, 4, True)
    assert (row.four_weeks_done, row.four_weeks_due, row.overdue) == (1, 2, 2)
    assert (row.last_day, row.last_workout, row.next_day) == ("2026-01-02", "Squats", None)
    assert (row.pain, row.pain_on) == ("knee; back", "2026-01-02")


def test_of_somebody_without_a_plan_its_columns_are_empty() -> None:
    row = roster_row(_one("ann", plans=()))

    assert (row.plan, row.plan_week, row.plan_is_latest, row.paused) == (None, None, None, False)
