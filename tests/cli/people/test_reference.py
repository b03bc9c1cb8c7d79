"""`mesocycle reference`: values as people write them."""

import pytest

from tests.cli.running import Mesocycle


@pytest.mark.parametrize(
    ("line", "stored"),
    [
        ("trainingMax 140kg --exercise squat", {"kind": "trainingMax", "value": 140, "unit": "kg"}),
        ("1rm 225lb --exercise deadlift", {"kind": "oneRepMax", "value": 225, "unit": "lb"}),
        ("bodyweight 80.5 --source tested", {"value": 80.5, "unit": "kg", "source": "tested"}),
        ("threshold-pace 4:05/km --valid-from 2026-01-05", {"value": 245, "unit": "s/km", "validFrom": "2026-01-05"}),
        ("race-pace 6:30/mile --distance 5mi", {"value": 390, "unit": "s/mile", "distance": 8046.72}),
        ("heartRateZones 120,140,155,170", {"bounds": [120, 140, 155, 170], "unit": "bpm"}),
    ],
)
def test_a_value_is_read_as_people_write_it(mesocycle: Mesocycle, line: str, stored: dict[str, object]) -> None:
    ended = mesocycle(f"--json reference set {line}")

    assert ended.code == 0, ended.err
    assert {name: ended.json.get(name) for name in stored} == stored


def test_the_exercise_is_found_by_name_and_kept_by_id(mesocycle: Mesocycle) -> None:
    value = mesocycle("--json reference set tm 140kg --exercise", "back squat").json
    squat = mesocycle("--json", "exercise", "show", "back squat").json

    assert value["exerciseId"] == squat["exerciseId"]
    assert value["exerciseVariantId"] == squat["exerciseVariantId"]


def test_a_trainer_sets_and_lists_the_values_of_an_athlete_and_a_stranger_sees_nobody(everybody: Mesocycle) -> None:
    everybody("user add --email eve@example.org --name Eve --time-zone UTC --role trainer")
    setting = "--as tom@example.org reference set bodyweight 60kg --user ann@example.org"
    listing = "--json --as {} reference list --user ann@example.org"

    assert everybody(setting).code == 0
    (value,) = everybody(listing.format("tom@example.org")).json
    stranger = everybody(listing.format("eve@example.org"))

    assert value["value"] == 60
    assert (stranger.code, stranger.out) == (4, "")


@pytest.mark.parametrize(
    "line",
    [
        "bodyweight 80stone",
        "bodyweight heavy",
        "strength 3",
        "threshold-pace 245",
        "trainingMax 140kg",
        "bodyweight 80kg --valid-from 2026-02-30",
        "heartRateZones 140,120",
    ],
)
def test_what_can_not_be_is_refused_and_not_kept(mesocycle: Mesocycle, line: str) -> None:
    ended = mesocycle(f"reference set {line}")

    assert (ended.code, ended.out) == (2, "")
    assert mesocycle("--json reference list").json == []


def test_an_unknown_exercise_is_refused_with_the_nearest_names(mesocycle: Mesocycle) -> None:
    ended = mesocycle("reference set tm 140kg --exercise", "bakc squat")

    assert ended.code == 4
    assert "Back Squat" in ended.err


def test_people_see_paces_as_minutes_and_seconds(mesocycle: Mesocycle) -> None:
    mesocycle("reference set threshold-pace 4:05/km")

    assert "4:05 /km" in mesocycle("reference list").out
