"""A routine file is checked before it is published, and all that is wrong is told at once."""

from pathlib import Path

from tests.arrange import a_routine_file
from tests.cli.running import Mesocycle
from tests.cli.training import a_file, done

WRONG = """\
name: Block
difficulty: begginer
goal: strength
duration: 4
workouts:
  - name: Day A
    type: strength
    sections:
      - name: Main
        type: basic
        exercises:
          - {name: Back squatt, sets: 3x5 @ 100}
          - {name: Bench press, setz: 3x5}
"""


def test_all_that_is_wrong_is_told_with_line_names_and_remedy(mesocycle: Mesocycle, tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text(WRONG, encoding="utf-8")

    refused = mesocycle(f"routine check {tmp_path / 'wrong.yaml'}")

    assert refused.code == 2
    for told in (
        "line 2, column 13: can't be 'begginer'",
        "line 12, column 20, Day A > Main > Back squatt: names the exercise",
        "line 12, column 39, Day A > Main > Back squatt: The sets can't be read at character 7",
        "line 13, column 13, Day A > Main > Bench press: is missing; `setz` is not known there",
        "Write `sets` instead of `setz`.",
    ):
        assert told in refused.err


def test_what_is_right_is_shown_and_not_kept(mesocycle: Mesocycle, tmp_path: Path) -> None:
    shown = done(mesocycle("routine check", a_file(tmp_path, "right.yaml", a_routine_file())))

    assert "Nothing was kept." in shown.out
    assert done(mesocycle("--json routine list")).json == []


def test_a_name_that_is_there_already_asks_whether_publishing_was_meant(mesocycle: Mesocycle, tmp_path: Path) -> None:
    file = a_file(tmp_path, "plan.yaml", a_routine_file())
    done(mesocycle("routine create", file))

    refused = mesocycle("routine create", file)

    assert refused.code == 2
    assert "routine publish" in refused.err


def test_a_second_routine_of_the_same_name_can_be_meant(mesocycle: Mesocycle, tmp_path: Path) -> None:
    file = a_file(tmp_path, "plan.yaml", a_routine_file())
    done(mesocycle("routine create", file))

    done(mesocycle("routine create --another", file))
