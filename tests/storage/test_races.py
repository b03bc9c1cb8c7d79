"""A short, seeded cut of the races that `make prove` runs in full."""

import pytest

from tests.prove.at_once.contests import SESSION_CONTESTS
from tests.prove.at_once.plan_contests import PLAN_CONTESTS
from tests.prove.races import prove_mode

SEED = 20260105

PROMISED = SESSION_CONTESTS[:4]
"""Start against replace, two replaces, complete against cancel, replace × start × put back."""


def _times(count: int) -> dict[str, int]:
    return {contest.name: count for contest in (*SESSION_CONTESTS, *PLAN_CONTESTS)}


@pytest.mark.parametrize(("mode", "count"), [("one-pool", 12), ("own-pools", 8), ("processes", 3)])
def test_deeds_on_one_assignment_end_as_one_after_the_other_would(
    engine_name: str, ready_url: str, mode: str, count: int
) -> None:
    prove_mode(engine_name, mode, ready_url, _times(count), SEED, PROMISED)


def test_other_deeds_at_once_on_sessions_end_as_one_after_the_other_would(engine_name: str, ready_url: str) -> None:
    prove_mode(engine_name, "one-pool", ready_url, _times(3), SEED, SESSION_CONTESTS[4:])


def test_deeds_of_several_owners_at_once_leave_nothing_doubled_or_dangling(engine_name: str, ready_url: str) -> None:
    prove_mode(engine_name, "own-pools", ready_url, _times(2), SEED, PLAN_CONTESTS)
