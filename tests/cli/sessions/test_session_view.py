"""A session as people see it."""

from pathlib import Path

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, ann_follows, done, ids, words


def test_a_session_shows_its_plan_with_the_loads_it_comes_to(ann: Mesocycle, squat: str) -> None:
    shown = words(done(ann("session show", squat)).out)

    assert "Squat day scheduled" in shown
    assert "Back squat rest 3m" in shown
    assert "1 5 warmup @ 50% TM 70 kg" in shown
    assert "2-3 5 @ 80% TM 112.5 kg" in shown


def test_a_missing_value_is_named_with_the_command_that_sets_it(everybody: Mesocycle, tmp_path: Path) -> None:
    ann_follows(everybody, tmp_path)
    session = ids(everybody("--json session list", *ANN))[0]

    shown = done(everybody("session show", session, *ANN)).out

    assert "Missing: training max of Back squat" in shown
    assert "reference set trainingMax …kg --exercise 'Back squat' --user ann@example.org" in shown
