"""What real files and real plans once broke, tried as somebody would who has them: each comes out right."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import at, done, ids, words
from tests.formats.real_files import CASES, needs_cases
from tests.formats.workouts.tcx_facts import breaches

pytestmark = needs_cases

NOW = "2026-11-21T18:00:00.000Z"


@pytest.fixture
def ann(everybody: Mesocycle, monkeypatch: pytest.MonkeyPatch) -> Mesocycle:
    """Give the program as Ann in Berlin has it, on the evening of Saturday 21 November 2026."""
    at(monkeypatch, NOW)
    return lambda line, *more: everybody(f"--json --as ann@example.org {line}", *more)


def case(name: str) -> str:
    return str(CASES / name)


def shown(ann: Mesocycle, session_id: str) -> dict[str, Any]:
    session: dict[str, Any] = done(ann("session show", session_id)).json
    return session


def imported(ann: Mesocycle, line: str, *names: str) -> list[Any]:
    items: list[Any] = ann(f"import {line}", *map(case, names)).json["items"]
    return items


def run_by(ann: Mesocycle) -> dict[str, Any]:
    report = done(ann("report running --from 2026-11-01 --to 2026-11-21")).json
    (run,) = (each for each in report["movements"] if each["movement"] == "run")
    return dict(run)


_RUNS = {
    "01-strava-tcx-leading-space/run.tcx": (2000, 600, 143.3),
    "02-bad-timestamps/first-1970.gpx": (1800, 600, None),
    "02-bad-timestamps/segments-out-of-order.gpx": (1800, 600, None),
    "02-bad-timestamps/smallest.gpx": (540, 180, None),
    "04-hr-zero/zeros.gpx": (1800, 600, 150),
    "05-null-island/one-point-1200m-off.gpx": (5400, 1800, None),
    "06-elevation/sentinel-32768.gpx": (1800, 600, None),
    "07-gpx-type/type-9.gpx": (1800, 600, None),
    "07-gpx-type/type-Laufen.gpx": (1800, 600, None),
    "27-battery-died/no-session.fit": (9000, 3000, 150),
    "28-treadmill/fitness-equipment-treadmill.fit": (9000, 3000, 150),
    "34-fit-shapes/clock-back-one-hour.fit": (9000, 3000, None),
    "39-small/ele-second-half-missing.gpx": (1800, 600, None),
}
"""Metres, seconds and beats of each run, as its makers meant it."""


@pytest.mark.parametrize("name", _RUNS)
def test_a_run_completes_the_session_of_its_day_with_what_was_run(ann: Mesocycle, name: str) -> None:
    waiting = done(ann("session add --date 2026-11-20 --file", case("13-travel/plan.yaml"))).json["_id"]

    (item,) = imported(ann, "activity", name)

    metres, seconds, beats = _RUNS[name]
    assert (item["outcome"], item["sessionId"]) == ("matched", waiting)
    assert shown(ann, waiting)["performedDate"] == "2026-11-20"
    ran = run_by(ann)
    assert ran["distanceM"] == pytest.approx(metres, rel=0.02)
    assert ran["durationS"] == pytest.approx(seconds, rel=0.02)
    assert ran.get("averageHeartRate") == (None if beats is None else pytest.approx(beats, abs=0.2))
    assert ran["elevationGainM"] < 5
    assert ran["gradeAdjustedPaceSPerKm"] == pytest.approx(1000 * seconds / metres, rel=0.02)


def test_what_broke_off_and_names_no_sport_asks_and_then_is_what_its_samples_tell(ann: Mesocycle) -> None:
    waiting = done(ann("session add --date 2026-11-20 --file", case("13-travel/plan.yaml"))).json["_id"]

    (asked,) = imported(ann, "activity", "27-battery-died/smallest.fit")
    (answered,) = imported(ann, f"activity --session {waiting}", "27-battery-died/smallest.fit")

    assert (asked["outcome"], [each["sessionId"] for each in asked["candidates"]]) == ("undecided", [waiting])
    assert answered["outcome"] == "matched"
    (section,) = shown(ann, waiting)["performanceLog"]["sections"]
    (effort,) = section["efforts"]
    assert (effort["performance"]["distance"], effort["performance"]["duration"]) == (400, 120)


def test_a_morning_in_tokyo_is_of_that_day_and_its_row_of_a_list_is_the_same_training(ann: Mesocycle) -> None:
    plan = case("13-travel/plan.yaml")
    friday, saturday = (done(ann(f"session add --date 2026-11-{day} --file", plan)).json["_id"] for day in (20, 21))

    (item,) = imported(ann, "activity", "13-travel/tokyo-morning.fit")
    (row,) = imported(ann, "garmin --unit km", "13-travel/garmin.csv")

    assert (item["outcome"], item["sessionId"], item["day"]) == ("matched", saturday, "2026-11-21")
    assert shown(ann, friday)["status"] == "scheduled"
    assert (row["outcome"], row["sessionId"]) == ("already-there", saturday)
    assert run_by(ann)["distanceM"] == 9000


def test_the_list_that_came_first_is_the_same_training_too(ann: Mesocycle) -> None:
    (row,) = imported(ann, "garmin --unit km", "13-travel/garmin.csv")
    (item,) = imported(ann, "activity", "13-travel/tokyo-morning.fit")

    assert (row["outcome"], row["day"], item["outcome"]) == ("imported", "2026-11-21", "already-there")
    assert run_by(ann)["distanceM"] == 9000


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("order", [1, -1])
def test_two_recordings_of_one_run_are_one_run(ann: Mesocycle, order: int, together: bool) -> None:
    files = ["14-two-recordings/watch.fit", "14-two-recordings/same-via-strava-3s-later.gpx"][::order]
    parts = [files] if together else [[each] for each in files]

    items = [item for part in parts for item in imported(ann, "activity", *part)]

    assert sorted(item["outcome"] for item in items) == ["already-there", "imported"]
    assert run_by(ann)["distanceM"] == pytest.approx(9000, rel=0.01)


_RUNNING = {
    *(
        "Run",
        "Bieg",
        "Běh",
        "Juoksu",
        "Løb",
        "Løping",
        "Бег",
        "ランニング",
        "跑步",
        "Löpning",
        "Corrida",
        "Virtual Run",
    ),
    "Trail Running",
}


def test_a_list_is_understood_in_any_language_and_only_runs_are_runs(ann: Mesocycle) -> None:
    items = imported(ann, "strava", "26-strava-language/activities.csv")

    assert {item["outcome"] for item in items} == {"imported"}
    types = {
        item["name"].removeprefix("N "): shown(ann, item["sessionId"])["workoutSnapshot"]["type"] for item in items
    }
    assert {name for name, type_ in types.items() if type_ in {"running", "trail-running"}} == _RUNNING
    assert types["Trail Running"] == "trail-running"
    assert types["Trail Ride"] == "other"
    assert run_by(ann)["distanceM"] == len(_RUNNING) * 9000


def test_help_on_a_machine_is_taken_off_the_body(ann: Mesocycle) -> None:
    done(ann("reference set bodyweight 80kg --valid-from 2026-09-01"))

    items = imported(ann, "hevy", "11-assisted/hevy.csv")

    assert {item["outcome"] for item in items} == {"imported"}
    best = {
        each["name"]: max(one["loadKg"] for one in each["heaviest"])
        for each in done(ann("report records --from 2026-09-01")).json["exercises"]
    }
    assert best == {"Assisted Pull-up": 70, "Assisted Dip": 40, "Pull-up": 90}


def test_names_mean_what_their_program_means_by_them(ann: Mesocycle) -> None:
    told = done(ann("import hevy --dry-run", case("38-names/hevy.csv"))).json["exercises"]

    assert {each["name"]: each.get("exerciseVariantId") for each in told if each["how"] != "unknown"} == {
        "Overhead Press (Barbell)": "overhead-press.barbell",
        "Triceps Pushdown": "triceps-extension.pushdown",
        "Leg Press (Machine)": "leg-press.machine",
        "Lat Pulldown (Cable)": "lat-pulldown.wide-grip",
        "Lying Leg Curl (Machine)": "leg-curl.lying",
        "Lateral Raise (Dumbbell)": "lateral-raise.dumbbell",
    }


def test_a_day_and_a_night_are_as_many_steps_as_the_format_takes(ann: Mesocycle, tmp_path: Path) -> None:
    session = done(ann("session add --date 2026-11-21 --file", case("32-tcx-workout-limits/long.yaml"))).json["_id"]
    path = tmp_path / "long.tcx"

    done(ann(f"export tcx {session} --output", str(path)))

    assert breaches(path.read_bytes()) == []
    assert path.read_text().count("<Seconds>43200</Seconds>") == 2


@pytest.fixture
def mondays(ann: Mesocycle, everybody: Mesocycle, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Follow a plan from a Monday on, log each Monday as it is told, and give what is suggested for the next."""

    def follow(plan: str, *logs: str) -> str:
        at(monkeypatch, "2026-10-05T08:00:00.000Z")
        name = done(ann("routine create", case(plan))).json["name"]
        done(ann("assignment create", name, "--start-date", "2026-10-05"))
        sessions = ids(ann("session list --from 2026-10-05 --to 2026-11-14"))
        for week, log in enumerate(logs):
            at(monkeypatch, f"2026-10-{5 + 7 * week:02d}T18:00:00.000Z")
            done(ann("session log", sessions[week], log))
        at(monkeypatch, f"2026-10-{5 + 7 * len(logs):02d}T08:00:00.000Z")
        told = done(everybody("--as ann@example.org session show", sessions[len(logs)])).out
        found = re.search(r"Suggested: ([-−]?[\d.]+)", words(told))
        assert found is not None
        return found[1].replace("−", "-")

    return follow


@pytest.mark.parametrize(
    ("logs", "next_load"),
    [
        (["Bench Press: 3x5 @ 60 kg"], "62.5"),
        (["Bench Press: 3x5 @ 60 kg, 2 @ 80 kg"], "62.5"),
        (["Bench Press: 5,5,3 @ 60 kg", "Bench Press: 5,5,3 @ 60 kg, 2 @ 80 kg"], "60"),
    ],
)
def test_an_added_set_never_changes_what_is_suggested(
    mondays: Callable[..., str], logs: list[str], next_load: str
) -> None:
    assert mondays("35-extra-sets/plan.yaml", *logs) == next_load


def test_help_with_which_it_failed_three_times_becomes_more(ann: Mesocycle, mondays: Callable[..., str]) -> None:
    done(ann("reference set bodyweight 80kg --valid-from 2026-09-01"))

    assert float(mondays("37-negative-progression/assist-fail.yaml", *["Assisted Pull-up: 5,4,3 @ -30 kg"] * 3)) <= -35


def test_a_tenth_more_of_body_and_help_is_less_help(ann: Mesocycle, mondays: Callable[..., str]) -> None:
    done(ann("reference set bodyweight 80kg --valid-from 2026-09-01"))

    load = float(mondays("37-negative-progression/assist-pct-met.yaml", "Assisted Pull-up: 3x5 @ -30 kg"))

    assert load == pytest.approx(-25, abs=1)
