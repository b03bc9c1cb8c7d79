"""`mesocycle report week`."""

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, done, words


def test_a_week_tells_sessions_hard_sets_volume_and_load(after_squats: Mesocycle) -> None:
    shown = words(done(after_squats("report week", *ANN)).out)

    assert "2026-01-05 1 1 h 0 min 2 800 kg 420" in shown
    assert "glutes 2, quads 2, adductors 1" in shown


def test_weeks_begin_where_the_athlete_wants_them(after_squats: Mesocycle) -> None:
    done(after_squats("user set ann@example.org --week-start sunday"))

    report = done(after_squats("--json report week --from 2025-12-29 --to 2026-01-11", *ANN)).json

    assert [(week["week"], week["workingSets"]) for week in report["weeks"]] == [
        ("2025-12-28", 0),
        ("2026-01-04", 2),
        ("2026-01-11", 0),
    ]


def test_programs_get_every_week_asked_for(after_squats: Mesocycle) -> None:
    report = done(after_squats("--json report week --from 2025-12-29 --to 2026-01-11", *ANN)).json

    assert (report["from"], report["to"]) == ("2025-12-29", "2026-01-11")
    assert [(week["week"], week["workingSets"]) for week in report["weeks"]] == [("2025-12-29", 0), ("2026-01-05", 2)]
