"""A no at the prompt speaks of what was typed, and shows the athlete's own clock."""

import re
import shlex
from pathlib import Path

import pytest

from mesocycle.cli.frame.at_the_prompt import Prompt
from mesocycle.domain.refusal import DocumentNotValid, PathMessage
from tests.cli.running import Mesocycle
from tests.cli.training import ANN, MONDAY, a_file, ann_follows, at, done, ids

LINES = (
    "assignment shift squats --days 99999",
    "session start SESSION --started-at 2030-01-01T08:00",
    "session start SESSION --started-at 23:00",
    "session complete SESSION --on 2030-01-01",
    "session complete SESSION --on 2026-02-30",
    "session complete SESSION --started-at 08:00 --completed-at 07:00",
    "session complete SESSION --duration 99999",
    "session complete SESSION --feeling 9",
    "session complete SESSION --rpe 11",
    "session complete SESSION --done 'squat: 5 @ 99999 kg'",
    "session reschedule SESSION --time 7pm",
    "session reschedule SESSION --time 07:00 --all-day",
    "session add --repeat SESSION --time 7pm",
    "session add --repeat SESSION --week 2",
    "session skip SESSION",
    "session skip SESSION --reason lazy",
    "session list --status finished",
    "reference set oneRepMax '100 kg'",
    "user add --email bob@example.org --name Bob --time-zone Mars/Olympus",
    "token create watch --days 9999",
    "exercise add ''",
    "changes --since yesterday",
)
_FIELD = re.compile(r"\b[a-z]+[A-Z]\w*")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


@pytest.fixture
def ann(everybody: Mesocycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mesocycle:
    """Give the program with Ann acting, who follows a routine."""
    at(monkeypatch, MONDAY)
    ann_follows(everybody, tmp_path)
    return lambda line, *more: everybody(f"--as ann@example.org {line}", *more)


@pytest.fixture
def squat(ann: Mesocycle) -> str:
    """Give the id of Monday's session."""
    return ids(ann("--json session list"))[0]


@pytest.mark.parametrize("line", LINES)
def test_a_no_names_no_field_no_other_clock_and_ends_once(ann: Mesocycle, squat: str, line: str) -> None:
    words = shlex.split(line.replace("SESSION", squat))
    whose = ANN if words[0] in {"session", "assignment", "reference"} else ()

    ended = ann(" ".join(words[:2]), *words[2:], *whose)

    kinds = ("oneRepMax",)  # a word of the command line itself
    said = ended.err.removeprefix("Refused: ")
    assert ended.code != 0
    assert [each for each in _FIELD.findall(said) if each not in kinds] == []
    assert _INSTANT.search(said) is None
    assert ".." not in said.replace("...", "")
    assert "\N{REPLACEMENT CHARACTER}" not in said


def test_times_are_told_on_the_athlete_s_clock(ann: Mesocycle, squat: str) -> None:
    ended = ann("session start", squat, "--started-at", "12:00")

    assert "--started-at is in the future: 2026-01-05 12:00, and it is 2026-01-05 10:00 now." in ended.err


def test_with_json_fields_and_instants_stay_as_programs_know_them(ann: Mesocycle, squat: str) -> None:
    no = ann("--json session start", squat, "--started-at", "12:00").refusal

    assert no["errors"][0]["path"] == "startedAt"
    assert "T11:00:00.000Z" in no["sentence"]


def test_the_path_of_a_file_stays_a_path_of_the_file(ann: Mesocycle, tmp_path: Path) -> None:
    path = a_file(tmp_path, "wrong.yaml", {"name": "x", "difficulty": "hard", "goal": "strength", "workouts": []})

    ended = ann("routine create", path)

    assert "\n  difficulty: " in ended.err
    assert "\n  duration: " in ended.err


def test_what_lies_deep_in_what_was_told_is_named_plainly() -> None:
    path = "sections[0].exercises[0].sets[0].performance.averageHeartRate"
    no = DocumentNotValid(
        f"It does not fit: {path} is 9.", "Mend it.", errors=(PathMessage(path=path, message="is 9"),)
    )

    assert Prompt().told(no).sentence == "It does not fit: the average heart rate is 9."


def test_an_option_that_was_not_typed_is_not_blamed(ann: Mesocycle, squat: str) -> None:
    done(ann("session start", squat))

    ended = ann("session log", squat, "squat: 5 @ 99999 kg")

    assert "the weight is 99999" in ended.err
    assert "--weight" not in ended.err
