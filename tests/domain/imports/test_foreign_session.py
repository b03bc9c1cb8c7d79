"""A session from an existing collection, taken apart and given back."""

import json
from typing import Any

import pytest
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import encode
from mesocycle.domain.imports.foreign_session import Understood, given_back, understand
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.session.session import SessionStatus
from tests.builders import a_session


def written(**said: Any) -> dict[str, Raw]:  # noqa: ANN401  # any field of any form
    """Write a session as another program has it."""
    document = json.loads(encode(a_session(user_id="theirs"))) | said
    return {name: Raw(json.dumps(value).encode()) for name, value in document.items()}


def taken(document: dict[str, Raw]) -> Understood | Reject:
    return understand(document, "ann", lambda _: "Europe/Berlin", lambda at, _zone: at[:10], {})


def test_it_becomes_a_session_of_whose_calendar_it_comes_into_and_goes_back_as_it_was() -> None:
    document = written(mood={"a": 1.50}, scheduledTime="7:00", notes=None)

    found = taken(document)

    assert isinstance(found, Understood)
    assert (found.session.user_id, found.session.scheduled_time, found.session.notes) == ("ann", "07:00", None)
    back = given_back(found.session, found.foreign)
    assert [(name, bytes(value)) for name, value in back.items()] == [(n, bytes(v)) for n, v in document.items()]


def test_what_was_changed_here_goes_back_changed_and_all_else_as_it_was() -> None:
    document = written(mood="high")
    found = taken(document)
    assert isinstance(found, Understood)

    back = given_back(replace(found.session, notes="Colder."), found.foreign)

    assert (bytes(back["notes"]), bytes(back["mood"])) == (b'"Colder."', b'"high"')
    assert bytes(back["userId"]) == b'"theirs"'


def test_the_day_that_was_worked_out_here_is_not_given_back_as_theirs() -> None:
    document = written(status="completed", completedAt="2026-01-05T18:00:00.000Z")

    found = taken(document)

    assert isinstance(found, Understood)
    assert (found.session.status, found.session.performed_date) == (SessionStatus.COMPLETED, "2026-01-05")
    assert "performedDate" not in given_back(found.session, found.foreign)


@pytest.mark.parametrize(
    ("name", "value"), [("status", "lazy"), ("scheduledDate", "Monday"), ("workoutSnapshot", 5), ("_id", "a b")]
)
def test_a_field_that_a_session_can_not_be_without_is_named_where_it_can_not_be_read(name: str, value: object) -> None:
    no = taken(written(**{name: value}))
    lacking = taken({key: raw for key, raw in written().items() if key != name})

    assert isinstance(no, Reject)
    assert name in no.reason
    assert isinstance(lacking, Reject)
    assert lacking.reason == f"it has no {name}"
