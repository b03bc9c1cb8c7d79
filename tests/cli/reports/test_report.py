"""`mesocycle report session|adherence|line|what-if`: as people and as programs see them."""

from pathlib import Path

import pytest

from tests.cli.reports.asking import squat
from tests.cli.running import Mesocycle
from tests.cli.training import ANN, done


@pytest.mark.parametrize("report", ["session {session}", "adherence", "adherence --weeks"])
def test_a_report_can_be_drawn_into_a_file(ann: Mesocycle, tmp_path: Path, report: str) -> None:
    file = tmp_path / "chart.svg"

    done(ann(f"report {report.format(session=squat(ann))}", "--chart", str(file)))

    assert file.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    "line",
    [
        "report adherence --roster --user ann@example.org",
        "report adherence --from 2026-02-01 --to 2026-01-01",
        "report adherence --from someday",
        "report adherence --roster --chart roster.svg",
        "report session --chart strip.gif abcdef",
    ],
)
def test_what_can_t_be_is_refused_with_a_remedy(everybody: Mesocycle, line: str) -> None:
    ended = everybody(f"--json {line}")

    assert ended.code != 0
    assert ended.refusal["remedy"]


def test_a_trainer_without_coaching_learns_nothing(ann: Mesocycle, everybody: Mesocycle) -> None:
    done(everybody("--as ann@example.org coaching end tom@example.org"))

    ended = everybody("--as tom@example.org --json report adherence", *ANN)

    assert ended.refusal["code"] == "not-found"
