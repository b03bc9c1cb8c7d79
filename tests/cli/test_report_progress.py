"""`mesocycle report week|exercise|running|load|records`: what people see, what programs get, charts as files."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Mesocycle, on
from tests.cli.training import ANN, a_file, ann_follows, at, done, ids, words
from tests.formats.activities.test_gpx import a_gpx, a_point

_EVENING = "2026-01-05T18:00:00.000Z"
_REPORTS = ("report week", "report running", "report load", "report records", "report exercise Squat")


@pytest.fixture(scope="module")
def squatted(tmp_path_factory: pytest.TempPathFactory, with_everybody: Path) -> Path:
    """Make once the file in which Ann squatted on her first Monday: a warm-up and two sets, RPE 7, an hour."""
    folder = tmp_path_factory.mktemp("squatted")
    path = folder / "squatted.sqlite"
    shutil.copyfile(with_everybody, path)
    program = on(f"sqlite:///{path}")
    with pytest.MonkeyPatch.context() as patch:
        at(patch, "2026-01-05T09:00:00.000Z")
        done(program("reference set trainingMax 100kg --exercise Squat", *ANN))
        ann_follows(program, folder)
        (first, *_) = ids(program("--json session list", *ANN))
        at(patch, _EVENING)
        done(program(f"session complete {first} --as-planned --duration 60 --rpe 7", *ANN))
    return path


@pytest.fixture
def mesocycle(squatted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mesocycle:
    """Run commands the morning after, on a file of the test's own."""
    at(monkeypatch, "2026-01-06T09:00:00.000Z")
    shutil.copyfile(squatted, tmp_path / "own.sqlite")
    return on(f"sqlite:///{tmp_path / 'own.sqlite'}")


def test_a_week_tells_sessions_hard_sets_volume_and_load(mesocycle: Mesocycle) -> None:
    shown = words(done(mesocycle("report week", *ANN)).out)

    assert "2026-01-05 1 1 h 0 min 2 800 kg 420" in shown
    assert "glutes 2, quads 2, adductors 1" in shown


def test_programs_get_every_week_asked_for(mesocycle: Mesocycle) -> None:
    report = done(mesocycle("--json report week --from 2025-12-29 --to 2026-01-11", *ANN)).json

    assert (report["from"], report["to"]) == ("2025-12-29", "2026-01-11")
    assert [(week["week"], week["workingSets"]) for week in report["weeks"]] == [("2025-12-29", 0), ("2026-01-05", 2)]


def test_an_exercise_is_told_with_its_records_and_what_its_1rm_is(mesocycle: Mesocycle) -> None:
    shown = words(done(mesocycle("report exercise Squat", *ANN)).out)

    assert "2026-01-05 squat.barbell-back 2 10 5 x 80 kg 93.3 kg (epley) 800 kg" in shown
    assert "5 80 kg 2026-01-05" in shown


def test_the_formula_is_the_one_that_is_asked_for(mesocycle: Mesocycle) -> None:
    shown = done(mesocycle("report records Squat --formula brzycki", *ANN)).out

    assert "90 kg (brzycki)" in shown


def test_of_many_weeks_those_without_running_are_left_out_and_counted(mesocycle: Mesocycle, tmp_path: Path) -> None:
    (tmp_path / "run.gpx").write_bytes(a_gpx(a_point(0, 47.0) + a_point(30, 47.001)))
    done(mesocycle(f"import activity {tmp_path / 'run.gpx'}", *ANN))

    few = done(mesocycle("report running --from 2025-12-29 --to 2026-01-11", *ANN)).out
    many = done(mesocycle("report running --from 2025-01-06 --to 2026-01-11", *ANN)).out

    assert "2025-12-29" in few
    assert "2025-12-29" not in many
    assert "2026-01-05" in many
    assert "Weeks without running are left out: 52." in words(many)


def test_weights_are_told_in_the_readers_own_unit(mesocycle: Mesocycle) -> None:
    done(mesocycle("--as ann@example.org user set --units imperial"))

    assert "176.4 lb" in done(mesocycle("report records", *ANN)).out


def _linear(mesocycle: Mesocycle, tmp_path: Path) -> list[str]:
    """Let Ann squat 2 x 5 at 80 kg each Tuesday, 5 kg more each time; gives the ids of those sessions."""
    exercise = {
        "name": "Squat",
        "sets": "2x5 @ 80 kg",
        "progressionMethod": "linear",
        "progression": {"increment": 5, "incrementUnit": "kg", "every": "session", "appliesTo": "load"},
    }
    section = {"name": "Main", "type": "basic", "exercises": [exercise]}
    workout = {"name": "Heavy", "type": "strength", "objective": "More", "sections": [section]}
    file = a_file(
        tmp_path,
        "linear.yaml",
        {
            "name": "Linear",
            "difficulty": "beginner",
            "goal": "strength",
            "duration": 4,
            "workouts": [{**workout, "schedule": [{"weekday": "tuesday"}]}],
        },
    )
    done(mesocycle("routine create", file))
    done(mesocycle("assignment create Linear", *ANN))
    return [
        each["_id"]
        for each in done(mesocycle("--json session list", *ANN)).json
        if each["workoutSnapshot"]["name"] == "Heavy"
    ]


def test_guidance_is_told_for_what_is_planned_next(mesocycle: Mesocycle, tmp_path: Path) -> None:
    heavy = _linear(mesocycle, tmp_path)
    done(mesocycle(f"session complete {heavy[0]} --as-planned", *ANN))

    shown = done(mesocycle("report exercise Squat", *ANN)).out

    assert "Next: All planned sets were met, so add 5 kg." in shown


def test_guidance_stands_beside_the_plan_of_the_next_session_and_changes_nothing_in_it(
    mesocycle: Mesocycle, tmp_path: Path
) -> None:
    heavy = _linear(mesocycle, tmp_path)
    done(mesocycle(f"session complete {heavy[0]} --as-planned", *ANN))
    before = done(mesocycle(f"--json session show {heavy[1]}", *ANN)).json

    shown = words(done(mesocycle(f"session show {heavy[1]}", *ANN)).out)

    assert "1-2 5 @ 80 kg\nSuggested: 85 kg. All planned sets were met, so add 5 kg." in shown
    assert done(mesocycle(f"--json session show {heavy[1]}", *ANN)).json == before


def test_load_is_told_with_what_each_figure_means(mesocycle: Mesocycle) -> None:
    shown = words(done(mesocycle("report load", *ANN)).out)

    assert "Acute 60 and chronic 15 a day, ratio 4.00" in shown
    assert "not a prediction of injury" in shown


@pytest.mark.parametrize("report", _REPORTS)
def test_of_somebody_who_did_nothing_there_is_an_answer(mesocycle: Mesocycle, report: str) -> None:
    done(mesocycle(report, "--user", "tom@example.org"))
    done(mesocycle(f"--json {report}", "--user", "tom@example.org"))


@pytest.mark.parametrize(("report", "form"), [("week", "svg"), ("load", "html"), ("running --pace", "png")])
def test_a_report_is_drawn_into_the_file_that_is_named(
    mesocycle: Mesocycle, tmp_path: Path, report: str, form: str
) -> None:
    file = tmp_path / f"chart.{form}"

    ended = done(mesocycle(f"report {report} --chart", str(file), *ANN))

    assert f"Drew {file}" in ended.err
    assert file.read_bytes().startswith({"svg": b"<svg", "html": b"<!doctype html>", "png": b"\x89PNG"}[form])


def test_a_chart_of_another_form_is_refused_before_anything_is_drawn(mesocycle: Mesocycle) -> None:
    ended = mesocycle("--json report week --chart week.pdf", *ANN)

    assert (ended.code, ended.refusal["code"], ended.out) == (2, "command-not-understood", "")


def test_an_exercise_that_nobody_knows_is_refused_with_the_nearest(mesocycle: Mesocycle) -> None:
    ended = mesocycle("--json report exercise Sqaut", *ANN)

    assert (ended.code, ended.refusal["code"]) == (4, "not-found")
    assert "Squat" in ended.refusal["remedy"]


@pytest.mark.parametrize("span", ["--from 2026-02-01 --to 2026-01-01", "--from soon", "--from 1800-01-01"])
def test_days_that_are_no_span_are_refused(mesocycle: Mesocycle, span: str) -> None:
    assert mesocycle(f"report week {span}", *ANN).code == 2


def test_a_session_is_compared_in_the_readers_own_unit(mesocycle: Mesocycle) -> None:
    done(mesocycle("--as ann@example.org user set --units imperial"))
    (first, *_) = ids(mesocycle("--json session list --from 2026-01-05", *ANN))

    assert "1,764 lb" in done(mesocycle(f"report session {first}", *ANN)).out
