"""Guidance beside the plan of a session."""

from pathlib import Path

from tests.cli.reports.lifting import linear
from tests.cli.running import Mesocycle
from tests.cli.training import ANN, done, words


def test_guidance_stands_beside_the_plan_of_the_next_session_and_changes_nothing_in_it(
    after_squats: Mesocycle, tmp_path: Path
) -> None:
    heavy = linear(after_squats, tmp_path)
    done(after_squats(f"session complete {heavy[0]} --as-planned", *ANN))
    before = done(after_squats(f"--json session show {heavy[1]}", *ANN)).json

    shown = words(done(after_squats(f"session show {heavy[1]}", *ANN)).out)

    assert "1-2 5 @ 80 kg\nSuggested: 85 kg. All planned sets were met, so add 5 kg." in shown
    assert done(after_squats(f"--json session show {heavy[1]}", *ANN)).json == before
