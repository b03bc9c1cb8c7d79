"""Plan against deed, line by line."""

import pytest
from msgspec import Raw

from mesocycle.analytics.plan_and_deed.comparison import Standing, compare
from mesocycle.analytics.plan_and_deed.compliance import Colour
from mesocycle.domain.log.editing import EMPTY
from mesocycle.domain.session.session import SessionStatus
from tests.analytics.compared import (
    TODAY,
    a_plan,
    compared,
    did,
    performed,
    ran,
    sets_planned,
    verdicts,
)
from tests.analytics.plan_and_deed.plans import FIVE_BY_100
from tests.builders import a_session, a_set

# ------------------------------------------------------------------------------------------ the whole session


def test_a_session_completed_without_entries_is_unrecorded_and_nothing_was_omitted() -> None:
    found = compared(FIVE_BY_100, None)

    assert (found.standing, verdicts(found), found.compliance.colour) == (Standing.UNRECORDED, [None], None)


def test_feedback_alone_is_no_record() -> None:
    assert compared(FIVE_BY_100, EMPTY).standing is Standing.UNRECORDED


@pytest.mark.parametrize(
    ("status", "standing", "colour"),
    [
        (SessionStatus.SCHEDULED, Standing.MISSED, Colour.RED),
        (SessionStatus.SKIPPED, Standing.SKIPPED, Colour.RED),
        (SessionStatus.CANCELLED, Standing.CANCELLED, None),
        (SessionStatus.IN_PROGRESS, Standing.UNDER_WAY, None),
    ],
)
def test_a_session_that_was_not_done_says_so(status: SessionStatus, standing: Standing, colour: Colour | None) -> None:
    found = compared(FIVE_BY_100, None, status=status)

    assert (found.standing, found.compliance.colour, verdicts(found)) == (standing, colour, [None])


def test_under_way_what_was_done_is_judged_and_the_rest_is_open() -> None:
    plan = sets_planned(a_set(), a_set(id="set-2", set_number=2))

    found = compared(plan, did(performed(reps=5, weight=100)), status=SessionStatus.IN_PROGRESS)

    assert verdicts(found) == ["met", None]


def test_a_plan_from_elsewhere_that_can_t_be_read_is_said_to_be_so() -> None:
    session = a_session(status=SessionStatus.COMPLETED, workout_snapshot=Raw(b'{"a":1}'))

    found = compare(session, None, None, None, TODAY)

    assert (found.standing, found.sections) == (Standing.NOT_READABLE, ())


def test_a_session_without_any_line_gets_an_answer() -> None:
    found = compared(a_plan(), ran())

    assert (found.sections, found.compliance.percent) == ((), None)
