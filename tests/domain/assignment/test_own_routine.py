"""The routine that every user has from the start."""

from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.assignment.own_routine import own_assignment, own_version
from mesocycle.domain.people.user import Role, Units, User
from mesocycle.domain.plan.rules.version import check_version

ANN = User(
    id="ann",
    email="ann@example.org",
    name="Ann",
    roles=(Role.ATHLETE,),
    time_zone="Pacific/Auckland",
    units=Units.METRIC,
    created_at="2026-01-04T20:00:00.000Z",
    updated_at="2026-01-04T20:00:00.000Z",
)
VERSION = own_version(ANN, version_id="v", routine_id="r")


def test_it_keeps_the_rules_of_every_version_and_is_nobody_elses() -> None:
    check_version(VERSION)

    assert (VERSION.created_by, VERSION.is_public, VERSION.allow_copy, VERSION.workouts) == ("ann", False, False, ())


def test_it_is_followed_from_the_first_day_as_it_is_where_the_user_lives() -> None:
    assignment = own_assignment(ANN, VERSION, assignment_id="a")

    assert (assignment.origin, assignment.status.live, assignment.start_date) == (Origin.OWN, True, "2026-01-05")
    assert (assignment.routine_version_id, assignment.parent_routine_id) == ("v", "r")
