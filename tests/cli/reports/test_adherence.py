"""`mesocycle report adherence`."""

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, done, words


def test_adherence_tells_what_was_due_done_skipped_and_missed(ann: Mesocycle) -> None:
    shown = words(done(ann("report adherence")).out)

    assert "adherence 20 % (1 of 5 due)" in shown
    assert "skipped 1 (1 travel)" in shown
    assert "missed 3" in shown
    assert "Squats, version 1" in shown


def test_adherence_of_a_roster_has_a_line_for_everybody(ann: Mesocycle, everybody: Mesocycle) -> None:
    shown = words(done(everybody("--as tom@example.org report adherence --roster")).out)
    document = done(everybody("--as tom@example.org --json report adherence --roster")).json

    assert "Ann 1 5 20 % 1 3" in shown
    assert document["members"][0]["total"] == document["total"]


def test_an_athlete_without_training_gets_an_answer(everybody: Mesocycle) -> None:
    assert "Nothing was planned" in done(everybody("report adherence", *ANN)).out
    assert "You coach nobody yet." in done(everybody("--as ann@example.org report adherence --roster")).out
