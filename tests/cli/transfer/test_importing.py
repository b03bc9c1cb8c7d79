"""`mesocycle import`: what it says, what it keeps, and the way back."""

from pathlib import Path

import pytest

from tests.cli.running import Mesocycle


def test_the_answer_as_json_has_every_item(mesocycle: Mesocycle, export: str) -> None:
    told = mesocycle("--json import strong --unit kg --dry-run", export).json

    assert [(item["outcome"], item["line"]) for item in told["items"]] == [("imported", 2), ("rejected", 4)]
    assert (told["dryRun"], "importId" in told) == (True, False)


def test_importing_again_finds_everything_there(mesocycle: Mesocycle, export: str) -> None:
    mesocycle("import strong --unit kg", export)

    assert "1 there already (2 sets)" in mesocycle("import strong --unit kg", export).out


def test_an_import_is_listed_undone_and_brought_back(mesocycle: Mesocycle, export: str) -> None:
    made = mesocycle("--json import strong --unit kg", export).json["importId"]

    undone = mesocycle(f"import undo {made}")

    assert "1 session left the calendar" in undone.out
    assert [each["sessions"] for each in mesocycle("--json import list").json] == [0]
    assert "1 brought back" in mesocycle("import strong --unit kg", export).out


def test_a_name_is_matched_once_and_for_all(mesocycle: Mesocycle, export: str) -> None:
    first = mesocycle("import match", "Kettlebell Corner Carry", "Suitcase Carry")

    told = mesocycle("--json import strong --unit kg", export).json

    assert first.out == "From now on Kettlebell Corner Carry is Suitcase Carry.\n"
    assert {each["name"]: each["how"] for each in told["exercises"]}["Kettlebell Corner Carry"] == "chosen"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--unit", "stone"), "no unit"),
        (("--unit", "kg", "--unit", "lb"), "both kg and lb"),
        (("--decimal", "dot"), "no mark"),
        (("--match", "Squat"), "says not what means what"),
        (("--match", "Squat=Squart"), "no exercise"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_with_a_remedy(
    mesocycle: Mesocycle, export: str, options: tuple[str, ...], said: str
) -> None:
    ended = mesocycle("import strong", *options, export)

    assert ended.code in {2, 4}
    assert said in ended.err
    assert "Next:" in ended.err


def test_a_file_that_is_not_there_is_refused(mesocycle: Mesocycle) -> None:
    assert "can't be read" in mesocycle("import hevy nowhere.csv").err


def test_another_programs_file_is_rejected_by_name(mesocycle: Mesocycle, export: str) -> None:
    assert "no export of Hevy" in mesocycle("import hevy", export).out


@pytest.mark.parametrize("source", ["hevy", "fitnotes", "jefit", "garmin", "strava"])
def test_every_source_has_its_command_and_takes_nothing_of_a_file_that_is_none(
    mesocycle: Mesocycle, tmp_path: Path, source: str
) -> None:
    path = tmp_path / "nothing.csv"
    path.write_text("a,b\n1,2\n")

    ended = mesocycle(f"--json import {source}", str(path))

    assert ended.code == 1
    assert [item["outcome"] for item in ended.json["items"]] == ["rejected"]


def test_what_had_to_be_left_out_of_a_workout_is_told_in_whole_sentences(mesocycle: Mesocycle, tmp_path: Path) -> None:
    file = tmp_path / "open.csv"
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"
    file.write_text(f"{header}\n2024-11-28 17:36:08,B,45h 3m,Squat (Barbell),1,24.0,1.0,0,0.0,\n", encoding="utf-8")

    ended = mesocycle("import strong --unit kg", str(file))

    shown = " ".join(ended.out.split())
    assert (ended.code, "Strong: 1 taken over (1 set)." in shown) == (0, True)
    assert ("taken over, but" in shown, "open for 45 h 3 min" in shown, ".." in shown) == (True, True, False)
