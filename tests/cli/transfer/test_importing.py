"""`mesocycle import`: what it says, what it keeps, and the way back."""

import sys
from pathlib import Path

import pytest

from mesocycle.cli.transfer import import_questions
from mesocycle.domain.imports.names import ExerciseMatch, How, SuggestedExercise
from tests.cli.running import Mesocycle

HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"
ROWS = (
    '2024-11-28 17:36:08,"B",35m,"Squat (Barbell)",1,100.0,5.0,0,0.0,',
    '2024-11-28 17:36:08,"B",35m,"Kettlebell Corner Carry",1,24.0,1.0,0,0.0,',
    '2024-11-30 17:36:08,"B",35m,"Squat (Barbell)",1,many,5.0,0,0.0,',
)


@pytest.fixture
def export(tmp_path: Path) -> str:
    """Write an export of Strong with one bad row, and give its path."""
    path = tmp_path / "strong.csv"
    path.write_text("\n".join((HEADER, *ROWS, "")))
    return str(path)


def test_without_a_unit_nothing_is_taken_and_the_option_is_named(mesocycle: Mesocycle, export: str) -> None:
    ended = mesocycle("import strong", export)

    assert ended.code == 1
    assert "--unit kg" in ended.out
    assert mesocycle("--json import list").json == []


def test_what_came_of_each_item_is_told_and_how_to_take_it_back(mesocycle: Mesocycle, export: str) -> None:
    ended = mesocycle("import strong --unit kg", export)

    assert ended.code == 1
    assert "Strong: 1 taken over (2 sets), 1 rejected." in ended.out
    assert "'many' is no number" in ended.out
    assert "Kettlebell Corner Carry" in ended.out
    assert "Kettlebell Carry" in ended.out.replace("Kettlebell Corner Carry", "")
    assert "import undo" in ended.out


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


def test_a_match_may_be_said_with_the_import(mesocycle: Mesocycle, export: str) -> None:
    told = mesocycle("--json import strong --unit kg --match", "Kettlebell Corner Carry=suitcase carry", export).json

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


def test_a_person_is_asked_about_likely_names_and_may_keep_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    likely = tuple(SuggestedExercise(exercise_variant_id=each, name=each.title(), score=0.8) for each in ("row", "fly"))
    matches = [
        ExerciseMatch(name=name, how=how, suggestions=likely)
        for name, how in (("Rows?", How.SUGGESTED), ("Mine", How.SUGGESTED), ("Sure", How.EXACT))
    ]
    answers = iter(["nonsense\n", "2\n", "0\n"])
    monkeypatch.setattr(sys.stdin, "readline", lambda: next(answers))

    assert import_questions.ask_about_names(matches) == {"Rows?": "fly"}


def test_sets_of_a_rejected_workout_are_not_counted(mesocycle: Mesocycle, tmp_path: Path) -> None:
    future = tmp_path / "strong.csv"
    future.write_text("\n".join((HEADER, ROWS[0].replace("2024-11-28", "2999-11-28"), "")))

    assert mesocycle("import strong --unit kg", str(future)).out.startswith("Strong: 1 rejected.\n")


def test_a_file_is_known_by_its_own_name_wherever_it_lay(mesocycle: Mesocycle, export: str, tmp_path: Path) -> None:
    other = tmp_path / "older"
    other.mkdir()
    (other / "strong.csv").write_text("\n".join((HEADER, ROWS[0].replace("2024-11-28", "2023-11-28"), "")))

    mesocycle("import strong --unit kg", export, str(other / "strong.csv"))

    (kept,) = mesocycle("--json import list").json
    assert kept["files"] == ["strong.csv", str(other / "strong.csv")]


def test_a_likely_name_is_told_with_the_way_to_say_so_before_and_after(mesocycle: Mesocycle, export: str) -> None:
    before = mesocycle("import strong --unit kg --dry-run", export).out
    after = mesocycle("import strong --unit kg", export).out

    assert "Say so before you import" in before
    assert "Take the import back, say so with `mesocycle import match`" in after


def test_what_had_to_be_left_out_of_a_workout_is_told_in_whole_sentences(mesocycle: Mesocycle, tmp_path: Path) -> None:
    file = tmp_path / "open.csv"
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"
    file.write_text(f"{header}\n2024-11-28 17:36:08,B,45h 3m,Squat (Barbell),1,24.0,1.0,0,0.0,\n", encoding="utf-8")

    ended = mesocycle("import strong --unit kg", str(file))

    shown = " ".join(ended.out.split())
    assert (ended.code, "Strong: 1 taken over (1 set)." in shown) == (0, True)
    assert ("taken over, but" in shown, "open for 45 h 3 min" in shown, ".." in shown) == (True, True, False)
