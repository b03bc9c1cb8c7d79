"""Ids, instants, dates and times are told by the types of their fields, however deep they stand."""

import pytest

from mesocycle.domain.archive.archive import ArchivedAssignment, ArchivedSession
from mesocycle.domain.assignment.assignment import Pause
from mesocycle.domain.reading.storable import faults, is_deep
from tests.builders import a_session, a_version, an_assignment


def test_documents_as_we_make_them_have_no_faults() -> None:
    for document in (a_session(), a_version(), an_assignment()):
        assert list(faults(document)) == []


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"id": "two words"}, "session.id"),
        ({"scheduled_date": "2026-02-30"}, "session.scheduled_date"),
        ({"scheduled_time": "24:00"}, "session.scheduled_time"),
        ({"completed_at": "2026-01-05T09:00:00Z"}, "session.completed_at"),
        ({"notes": "a\0b"}, "session.notes"),
        ({"duration_minutes": 2**31}, "session.duration_minutes"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_path(given: dict[str, object], path: str) -> None:
    archived = ArchivedSession(seq=1, session=a_session(**given))

    assert [at for at, _ in faults(archived)] == [path]


def test_values_inside_lists_are_looked_at_too() -> None:
    archived = ArchivedAssignment(seq=1, assignment=an_assignment(pauses=(Pause(from_="monday"),)))

    assert [at for at, _ in faults(archived)] == ["assignment.pauses[0].from_"]


@pytest.mark.parametrize(("levels", "deep"), [(0, False), (1, False), (100, False), (101, True), (1000, True)])
def test_json_of_more_than_a_hundred_levels_is_deep(*, levels: int, deep: bool) -> None:
    lists: object = "x"
    objects: object = 5
    for _ in range(levels):
        lists, objects = [1, lists], {"a": "b", "c": objects}

    told = (is_deep(lists), is_deep(objects))

    assert told == (deep, deep)
