"""What a calendar shows of a session without its plan."""

import pytest

from mesocycle.domain.session.summary import UNTITLED, WorkoutTitle, session_summary, title_of
from tests.builders import a_session


def test_a_summary_says_of_the_session_what_the_session_says_and_names_the_workout() -> None:
    session = a_session(notes="Knee.")

    summary = session_summary(session)

    assert (summary.workout_name, summary.workout_type) == ("Squat day", "strength")
    assert (summary.id, summary.notes, summary.status) == (session.id, session.notes, session.status)


@pytest.mark.parametrize(
    ("snapshot", "title"),
    [
        (b'{"type":"run","more":{"name":"other"},"name":"Easy"}', WorkoutTitle("Easy", "run")),
        (b'{"name":"Easy","type":7}', WorkoutTitle("Easy", None)),
        (b'{"name":null}', UNTITLED),
        (b"[]", UNTITLED),
        (b'"Easy"', UNTITLED),
    ],
)
def test_a_snapshot_from_elsewhere_is_called_what_it_says_if_it_says_it(snapshot: bytes, title: WorkoutTitle) -> None:
    assert title_of(snapshot) == title
