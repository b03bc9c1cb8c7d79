"""What stands behind the `?`: read as strictly as a body, and refused in words for people."""

import pytest

from mesocycle.api.plans.routines import RoutinesInSight
from mesocycle.api.sessions.calendar import Calendar
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.session import SessionStatus
from mesocycle.http.queries import Page, Query, read_query


def refused(kind: type[Query], *pairs: tuple[str, str]) -> DocumentNotValid:
    with pytest.raises(DocumentNotValid) as caught:
        read_query(list(pairs), kind)
    return caught.value


def test_what_is_right_becomes_the_query() -> None:
    asked = read_query([("from", "2026-11-23"), ("status", "completed,skipped"), ("limit", "5")], Calendar)

    assert (asked.first, asked.limit) == ("2026-11-23", 5)
    assert asked.status == (SessionStatus.COMPLETED, SessionStatus.SKIPPED)


@pytest.mark.parametrize("value", ["", "abc", "+5", " 5", "5.0", "1e2", "0x10", "true", "\u0665", "null"])
def test_a_number_is_digits_and_nothing_else(value: str) -> None:
    no = refused(Page, ("limit", value))

    assert no.sentence == "limit is no whole number."


@pytest.mark.parametrize(
    ("kind", "name", "value", "sentence", "remedy"),
    [
        (Page, "limit", "501", "limit is more than 500.", "Write at most 500."),
        (Page, "limit", "9" * 30, "limit is more than 500.", "Write at most 500."),
        (Page, "limit", "0", "limit is less than 1.", "Write at least 1."),
        (RoutinesInSight, "mine", "yes", "mine is neither true nor false.", "Write true or false, or leave it out."),
        (Calendar, "from", "2026-1-1", "from is no day.", "Write it like 2026-11-22."),
        (Calendar, "from", "2026-02-30", "from is no day of the calendar.", "Write a day that exists, as 2026-11-22."),
        (Calendar, "userId", "", "userId is no id.", "An id has 1 to 64 letters, digits and . _ : - in it."),
        (
            Calendar,
            "asOf",
            "2026-11-22",
            "asOf is no instant.",
            "Write it in UTC with milliseconds, like 2026-11-22T18:30:00.000Z.",
        ),
        (
            Calendar,
            "fields",
            "sumary",
            "fields can't be 'sumary'.",
            "Did you mean `summary`? Write one of all, summary.",
        ),
        (
            Page,
            "Limit",
            "5",
            "Limit is not known here.",
            "Known are limit, after.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_what_to_write(
    kind: type[Query], name: str, value: str, sentence: str, remedy: str
) -> None:
    no = refused(kind, (name, value))

    assert (no.sentence, no.remedy) == (sentence, remedy)


def test_a_name_that_stands_twice_is_refused() -> None:
    assert refused(Page, ("limit", "5"), ("limit", "6")).sentence == "limit stands twice."


def test_every_wrong_name_is_told() -> None:
    no = refused(Page, ("lmit", "5"), ("aftr", "x"))

    assert [each.path for each in no.errors or ()] == ["lmit", "aftr"]
