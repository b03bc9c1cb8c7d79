"""How a routine and a file are found by what is said."""

import io
import sys
from pathlib import Path

import pytest

from tests.arrange import a_routine_file
from tests.cli.running import Mesocycle
from tests.cli.training import a_file


def test_a_file_comes_from_standard_input_too(
    mesocycle: Mesocycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = a_file(tmp_path, "squats.yaml", a_routine_file())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(file).read_bytes())))

    assert mesocycle("--json routine create -").json["name"] == "Squats"


def test_of_two_routines_with_one_name_the_id_must_be_said(mesocycle: Mesocycle, tmp_path: Path) -> None:
    file = a_file(tmp_path, "squats.yaml", a_routine_file())
    ids = [mesocycle("--json routine create --another", file).json["parentRoutineId"] for _ in range(2)]

    ended = mesocycle("routine show squats")

    assert ended.code == 4
    assert all(each in ended.err for each in ids)
    assert mesocycle("routine show", ids[0]).code == 0


def test_of_a_file_that_is_not_there_a_routine_that_comes_with_the_program_may_be_meant(mesocycle: Mesocycle) -> None:
    near, far = mesocycle("routine create half-marathon"), mesocycle("routine create squats.yaml")

    assert "or write half-marathon-12-weeks, which comes with the program" in near.err
    assert "comes with the program" not in far.err
