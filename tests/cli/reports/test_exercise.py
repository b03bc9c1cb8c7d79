"""`mesocycle report exercise` and `report records`."""

from pathlib import Path

import pytest

from tests.cli.reports.lifting import linear
from tests.cli.running import Mesocycle
from tests.cli.training import ANN, done, ids, words

_REPORTS = ("report week", "report running", "report load", "report records", "report exercise Squat")


def test_an_exercise_is_told_with_its_records_and_what_its_1rm_is(after_squats: Mesocycle) -> None:
    shown = words(done(after_squats("report exercise Squat", *ANN)).out)

    assert "2026-01-05 squat.barbell-back 2 10 5 x 80 kg 93.3 kg (epley) 800 kg" in shown
    assert "5 80 kg 2026-01-05" in shown


def test_the_formula_is_the_one_that_is_asked_for(after_squats: Mesocycle) -> None:
    shown = done(after_squats("report records Squat --formula brzycki", *ANN)).out

    assert "90 kg (brzycki)" in shown


def test_weights_are_told_in_the_readers_own_unit(after_squats: Mesocycle) -> None:
    done(after_squats("--as ann@example.org user set --units imperial"))

    assert "176.4 lb" in done(after_squats("report records", *ANN)).out


def test_guidance_is_told_for_what_is_planned_next(after_squats: Mesocycle, tmp_path: Path) -> None:
    heavy = linear(after_squats, tmp_path)
    done(after_squats(f"session complete {heavy[0]} --as-planned", *ANN))

    shown = done(after_squats("report exercise Squat", *ANN)).out

    assert "Next: All planned sets were met, so add 5 kg." in shown


@pytest.mark.parametrize("report", _REPORTS)
def test_of_somebody_who_did_nothing_there_is_an_answer(after_squats: Mesocycle, report: str) -> None:
    done(after_squats(report, "--user", "tom@example.org"))
    done(after_squats(f"--json {report}", "--user", "tom@example.org"))


def test_a_session_is_compared_in_the_readers_own_unit(after_squats: Mesocycle) -> None:
    done(after_squats("--as ann@example.org user set --units imperial"))
    (first, *_) = ids(after_squats("--json session list --from 2026-01-05", *ANN))

    assert "1,764 lb" in done(after_squats(f"report session {first}", *ANN)).out
