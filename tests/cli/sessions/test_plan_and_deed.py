"""What was done, beside what was planned."""

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import at, done, words


def test_what_was_done_stands_beside_the_plan_with_the_loads_of_that_day(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-05T18:00:00.000Z")
    done(ann("session start", squat))
    done(ann("session log --exercise squat --number 2 --reps 4 --weight 110 --rpe 9", squat))
    done(ann("reference set TM 200kg --exercise", "back squat", "--valid-from", "2026-01-02"))

    shown = words(done(ann("session show", squat)).out)

    assert "2 5 @ 80% TM 112.5 kg 4 x 110 kg, RPE 9" in shown


def test_a_session_completed_without_a_word_of_what_was_done_is_unrecorded(ann: Mesocycle, press: str) -> None:
    done(ann("session complete", press))

    assert "Unrecorded" in done(ann("session show", press)).out
