"""Routines of well-known kinds as a coach would write them: taken at the first try, or all that is wrong is told."""

from itertools import count
from pathlib import Path

import pytest

from mesocycle.actions.plans.library import shipped
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.library import Library
from mesocycle.domain.plan.publishing.complete import complete
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.formats.documents.routine import parse_routine

FILES = sorted((Path(__file__).parent / "coaches").glob("*.yaml"))


def taken(body: bytes) -> RoutineVersion:
    numbers = count()
    return complete(
        parse_routine(body),
        latest=None,
        library=Library(shipped()),
        units=Units.METRIC,
        new_id=lambda: f"id-{next(numbers)}",
        created_by="coach",
        now="2026-01-05T09:00:00.000Z",
    )


def test_there_are_ten_of_them() -> None:
    assert len(FILES) == 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_routine_written_as_a_coach_would_is_taken_at_the_first_try(file: Path) -> None:
    assert taken(file.read_bytes()).workouts


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_slips_in_it_are_all_told_at_once(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    slipped = (
        text.replace("difficulty: ", "difficulty: very ")
        .replace("weekday: ", "weekday: on-")
        .replace("sets: ", "sets: x")
    )

    with pytest.raises(DocumentNotValid) as refused:
        taken(slipped.encode())

    told = [each.path for each in refused.value.errors or ()]
    slips = 1 + slipped.count("weekday: on-") + slipped.count("sets: x")
    assert len(told) == min(slips, 20)
