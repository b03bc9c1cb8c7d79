"""`mesocycle message`: written by one, read by the other, unread until it is."""

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import ANN

TOM = ("--json", "--as", "tom@example.org")
OF_ANN = ("--json", "--as", "ann@example.org")


@pytest.fixture
def session(after_squats: Mesocycle) -> str:
    """Give the id of the first session that Tom planned for Ann."""
    return str(after_squats(*TOM, "session", "list", *ANN, "--from", "2026-01-01", "--to", "2026-03-01").json[0]["_id"])


def test_what_one_writes_the_other_has_not_read_until_they_say_so(after_squats: Mesocycle, session: str) -> None:
    after_squats(*TOM, "message", "send", "How was it?", "--session", session, *ANN)

    before = after_squats(*OF_ANN, "message", "list").json
    after_squats(*OF_ANN, "message", "read", "--session", session)
    after = after_squats(*OF_ANN, "message", "list").json
    whole = after_squats(*OF_ANN, "message", "list", "--session", session).json

    assert ([each["text"] for each in before], after) == (["How was it?"], [])
    assert [each["text"] for each in whole] == ["How was it?"]


def test_a_set_that_the_session_does_not_have_is_not_written_about(after_squats: Mesocycle, session: str) -> None:
    line = (*TOM, "message", "send", "Deeper", "--session", session, "--set", "none", *ANN)

    assert after_squats(*line).code != 0


def test_people_see_who_wrote_it_and_what_it_is_about(after_squats: Mesocycle, session: str) -> None:
    out = after_squats(*TOM[1:], "message", "send", "Well done", "--session", session, *ANN).out

    assert "Tom" in out
    assert "Well done" in out


def test_what_was_read_is_said(after_squats: Mesocycle) -> None:
    assert "--session or --receipt" in after_squats(*OF_ANN[1:], "message", "read").err
