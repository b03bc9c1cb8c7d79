"""`mesocycle routine preview`."""

from pathlib import Path

import msgspec

from tests.arrange import a_routine_file
from tests.cli.running import Mesocycle


def test_sets_are_shown_in_the_kilograms_of_who_acts(mesocycle: Mesocycle) -> None:
    mesocycle("reference set trainingMax", "140 kg", "--exercise", "Back Squat")

    out = mesocycle("routine preview", "3x5@80% TM", "--exercise", "Back Squat").out

    assert out.splitlines() == ["3x5 @ 80% TM", "", "  3x5 @ 112.5 kg"]


def test_a_run_is_read_and_a_slip_in_it_pointed_at(mesocycle: Mesocycle) -> None:
    read = mesocycle("routine preview --run", "6x800m @ 4:00/km rest 400m jog")
    slip = mesocycle("routine preview --run", "6x800m rest 2m")

    assert read.out.strip() == "6x800 m @ 4:00/km rest 400 m jog"
    assert slip.code == 2
    assert "character 14: this may be meant as metres or as minutes" in slip.err


def test_an_unknown_exercise_is_answered_with_the_nearest(mesocycle: Mesocycle) -> None:
    assert "Back Squat" in mesocycle("routine preview", "3x5", "--exercise", "Bck Squat").err


def test_a_run_in_a_file_is_printed_back_by_check(mesocycle: Mesocycle, tmp_path: Path) -> None:
    file = a_routine_file()
    file["workouts"][0]["sections"] = [{"name": "Track", "steps": {"1": "6x800m rest 400m jog", "2-4": "5 km"}}]
    path = tmp_path / "run.yaml"
    path.write_bytes(msgspec.yaml.encode(file))

    out = mesocycle("routine check", str(path)).out

    assert "week 1: 6x800 m rest 400 m jog" in out
    assert "weeks 2, 3, 4: 5 km" in out


def test_a_scheme_is_filled_in(mesocycle: Mesocycle) -> None:
    ramp = mesocycle("routine fill warmup-ramp --sets", "3x5 @ 100 kg", "--steps", "2")
    weeks = mesocycle("routine fill five-three-one --weeks 3")
    waves = mesocycle("--json routine fill wave --reps 3,2,1 --waves 1").json

    assert ramp.out.strip() == "1x5 warmup @ 40% top; 1x2 warmup @ 80% top; 3x5 @ 100 kg"
    assert weeks.out.splitlines()[0] == "1: 1x5 @ 65% TM; 1x5 @ 75% TM; 1x5+ @ 85% TM"
    assert waves == {
        "sets": "1x3 @ 86% 1RM; 1x2 @ 88% 1RM; 1x1 @ 91% 1RM",
        "progressionMethod": "wave-loading",
    }


def test_what_a_scheme_does_not_have_is_refused(mesocycle: Mesocycle) -> None:
    foreign = mesocycle("routine fill pyramid --waves 3")
    empty = mesocycle("routine fill warmup-ramp")
    slip = mesocycle("routine fill pyramid --reps 12-10")

    assert "pyramid has no --waves" in foreign.err
    assert "--sets" in empty.err
    assert "Write them like 12,10,8,6." in slip.err
