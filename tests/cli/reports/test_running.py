"""`mesocycle report running` and `report load`."""

from pathlib import Path

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, done, words
from tests.formats.activities.gpx import a_gpx, a_point


def test_of_many_weeks_those_without_running_are_left_out_and_counted(after_squats: Mesocycle, tmp_path: Path) -> None:
    (tmp_path / "run.gpx").write_bytes(a_gpx(a_point(0, 47.0) + a_point(30, 47.001)))
    done(after_squats(f"import activity {tmp_path / 'run.gpx'}", *ANN))

    few = done(after_squats("report running --from 2025-12-29 --to 2026-01-11", *ANN)).out
    many = done(after_squats("report running --from 2025-01-06 --to 2026-01-11", *ANN)).out

    assert "2025-12-29" in few
    assert "2025-12-29" not in many
    assert "2026-01-05" in many
    assert "Weeks without running are left out: 52." in words(many)


def test_load_is_told_with_what_each_figure_means(after_squats: Mesocycle) -> None:
    shown = words(done(after_squats("report load", *ANN)).out)

    assert "Acute 60 and chronic 15 a day, ratio 4.00" in shown
    assert "not a prediction of injury" in shown
