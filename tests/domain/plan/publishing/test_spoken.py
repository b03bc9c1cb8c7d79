"""What people say shorter in a routine file."""

import pytest

from mesocycle.actions.plans.library import shipped
from mesocycle.domain.plan.library import Library
from mesocycle.domain.plan.publishing.spoken import alternative, rotated, targets, weekday, with_minutes
from mesocycle.domain.reading.fault import Fault

PACE = {"metric": "pace", "unit": "s/km", "basis": "absolute"}
ZONE = {"unit": "zone", "basis": "zone"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [("mon", "monday"), ("Thurs.", "thursday"), ("sunday", "sunday"), ("t", "t"), ("on-mon", "on-mon"), (3, 3)],
)
def test_a_day_is_meant_by_its_first_letters(said: object, meant: object) -> None:
    assert weekday(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"emomDuration": "10 min"}, {"emomDuration": 10}),
        ({"emomDuration": "90s"}, {"emomDuration": "90s"}),
        ({"timeCap": 10}, {"timeCap": "10min"}),
        ({"type": "run", "duration": 40}, {"type": "run", "duration": "40min"}),
        ({"type": "warmup", "duration": 5}, {"type": "warmup", "duration": 5}),
    ],
)
def test_minutes_are_written_as_the_section_has_them(said: dict[str, object], meant: dict[str, object]) -> None:
    assert with_minutes(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("4:28/km", [{**PACE, "low": 268, "high": 268}]),
        ("4:20-4:30/km", [{**PACE, "low": 260, "high": 270}]),
        ("RPE 7-8", [{"metric": "rpe", "low": 7, "high": 8, "unit": "rpe", "basis": "absolute"}]),
        ("HR 140-150", [{"metric": "heart-rate", "low": 140, "high": 150, "unit": "bpm", "basis": "absolute"}]),
        ("250 W", [{"metric": "power", "low": 250, "high": 250, "unit": "W", "basis": "absolute"}]),
        ("zone 2", [{"metric": "heart-rate", "low": 2, "high": 2, **ZONE, "of": "heartRateZones"}]),
        ("pace zone 3-4", [{"metric": "pace", "low": 3, "high": 4, **ZONE, "of": "paceZones"}]),
        (
            [{"metric": "rpe", "low": 5}, {"metric": "pace", "low": "4:28/km"}],
            [{"metric": "rpe", "low": 5, "unit": "rpe", "basis": "absolute"}, {**PACE, "low": 268}],
        ),
        (
            [{"metric": "heart-rate", "zone": 2}],
            [{"metric": "heart-rate", "low": 2, "high": 2, **ZONE, "of": "heartRateZones"}],
        ),
    ],
)
def test_a_target_says_no_unit_that_follows(said: object, meant: object) -> None:
    faults: list[Fault] = []

    assert (targets(said, "targets", faults), faults) == (meant, [])


def test_what_is_no_target_is_a_fault_where_it_stands() -> None:
    faults: list[Fault] = []

    targets(["RPE 7", "quick"], "targets", faults)

    assert [fault.path for fault in faults] == ["targets[1]"]


def test_of_two_exercises_the_first_is_taken_where_both_are_known() -> None:
    library = Library(shipped())

    found = alternative(library, "Dip or push-up")

    assert found == library.find("Dip")
    assert alternative(library, "Dip or nothing-known") is None


def test_a_rotation_of_four_workouts_over_three_days_goes_round_in_four_weeks() -> None:
    plain = {"duration": 4, "rotation": ["mon", "wed", "fri"], "workouts": [{"name": name} for name in "ABCD"]}
    faults: list[Fault] = []

    spelled = rotated(plain, faults)

    days = {
        (week, entry["weekday"]): workout["name"]
        for workout in spelled["workouts"]
        for entry in workout["schedule"]
        for week in entry["weeks"]
    }
    in_order = [days[week, day] for week in range(1, 5) for day in ("monday", "wednesday", "friday")]
    assert ("".join(in_order), faults) == ("ABCDABCDABCD", [])


@pytest.mark.parametrize("rotation", [[], "never", None, ["mon", "noday"]])
def test_a_rotation_without_days_is_a_fault(rotation: object) -> None:
    faults: list[Fault] = []

    rotated({"duration": 4, "rotation": rotation, "workouts": [{"name": "A"}]}, faults)

    assert [fault.path for fault in faults] == ["rotation"]
