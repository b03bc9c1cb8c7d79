"""What several sessions come to, said beforehand."""

import pytest

from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.arranging import Arranging, arranged_as, check_arranging, target
from tests.builders import a_session


def test_of_the_same_day_count_those_that_do_not_go_along() -> None:
    session = a_session(id="s1", scheduled_date="2026-01-05")
    asked = Arranging(session_ids=("s1",), days=1)

    alone = arranged_as("ann", [session], asked, {"2026-01-06": {"s1"}})
    beside = arranged_as("ann", [session], asked, {"2026-01-06": {"s2"}})

    assert (alone.same_day, beside.same_day) == ((), ("2026-01-06",))
    assert alone.fingerprint != beside.fingerprint


def test_a_day_behind_the_last_of_the_calendar_is_refused() -> None:
    with pytest.raises(DocumentNotValid):
        target(a_session(scheduled_date="9999-12-30"), Arranging(session_ids=("s1",), days=3_000))


def test_nothing_is_moved_by_no_days() -> None:
    with pytest.raises(DocumentNotValid):
        check_arranging(Arranging(session_ids=("s1",), days=0))
