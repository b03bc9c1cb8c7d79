"""What all reports are asked with: days, a chart, an exercise by its name."""

from pathlib import Path

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, done


@pytest.mark.parametrize(("report", "form"), [("week", "svg"), ("load", "html"), ("running --pace", "png")])
def test_a_report_is_drawn_into_the_file_that_is_named(
    after_squats: Mesocycle, tmp_path: Path, report: str, form: str
) -> None:
    file = tmp_path / f"chart.{form}"

    ended = done(after_squats(f"report {report} --chart", str(file), *ANN))

    assert f"Drew {file}" in ended.err
    assert file.read_bytes().startswith({"svg": b"<svg", "html": b"<!doctype html>", "png": b"\x89PNG"}[form])


def test_a_chart_of_another_form_is_refused_before_anything_is_drawn(after_squats: Mesocycle) -> None:
    ended = after_squats("--json report week --chart week.pdf", *ANN)

    assert (ended.code, ended.refusal["code"], ended.out) == (2, "command-not-understood", "")


def test_an_exercise_that_nobody_knows_is_refused_with_the_nearest(after_squats: Mesocycle) -> None:
    ended = after_squats("--json report exercise Sqaut", *ANN)

    assert (ended.code, ended.refusal["code"]) == (4, "not-found")
    assert "Squat" in ended.refusal["remedy"]


@pytest.mark.parametrize("span", ["--from 2026-02-01 --to 2026-01-01", "--from soon", "--from 1800-01-01"])
def test_days_that_are_no_span_are_refused(after_squats: Mesocycle, span: str) -> None:
    assert after_squats(f"report week {span}", *ANN).code == 2
