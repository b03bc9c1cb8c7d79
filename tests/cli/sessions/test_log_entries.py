"""Which line of the plan an entry means."""

from pathlib import Path

from tests.cli.running import Mesocycle
from tests.cli.training import a_file, done, ids, squats, words


def test_the_next_set_is_logged_where_no_number_is_said_and_the_same_number_again_corrects(
    ann: Mesocycle, press: str
) -> None:
    done(ann("session start", press))
    for reps in ("5", "4"):
        done(ann("session log", press, "--exercise", "overhead", "--weight", "40 kg", "--reps", reps))

    log = done(ann("--json session log", press, "--exercise", "press", "--number", "2", "--reps", "3")).json

    sets = log["performanceLog"]["sections"][0]["exercises"][0]["sets"]
    assert [(each["setNumber"], each["performance"]["reps"]) for each in sets] == [(1, 5), (2, 3)]
    assert [each["kind"] for each in done(ann("--json session events", press)).json] == ["started", "corrected"]


def test_a_set_beyond_the_plan_is_logged_only_where_it_is_said_to_be_added(ann: Mesocycle, press: str) -> None:
    done(ann("session start", press))

    refused = ann("--json session log", press, "--exercise", "press", "--number", "4", "--reps", "5")
    added = ann("--json session log", press, "--exercise", "press", "--number", "4", "--reps", "5", "--added")

    assert (refused.code, "--added" in refused.refusal["remedy"]) == (4, True)
    assert done(added).json["performanceLog"]["sections"][0]["exercises"][0]["sets"][0]["added"] is True


def test_an_exercise_that_stands_in_two_sections_is_asked_for_its_section(everybody: Mesocycle, tmp_path: Path) -> None:
    routine = squats()
    main = routine["workouts"][0]["sections"][0]
    routine["workouts"][0]["sections"] = [main, {**main, "name": "Volume"}]
    done(everybody("routine create", a_file(tmp_path, "two.yaml", routine)))
    done(everybody("assignment create squats"))
    session = ids(everybody("--json session list"))[0]
    done(everybody("session start", session))

    line = "session log --exercise squat --number 2 --reps 5"
    unsaid = everybody(f"--json {line}", session)
    said = everybody(f"{line} --section volume", session)

    assert unsaid.refusal["remedy"] == "Add --section: Main lift or Volume."
    assert "Volume [basic]" in done(said).out
    assert "Main lift" not in said.out


def test_a_run_is_logged_by_its_steps_round_after_round(everybody: Mesocycle, tmp_path: Path) -> None:
    intervals = {
        "name": "400s",
        "type": "intervals",
        "rounds": 3,
        "workDistance": "400 m",
        "restDuration": "90s",
        "restType": "jog",
        "intensity": "vo2max",
    }
    run = {"name": "Track", "type": "running", "sections": [intervals]}
    session = done(everybody("--json session add --file", a_file(tmp_path, "track.yaml", run))).json["_id"]
    done(everybody("session start", session))
    for time in ("1:32", "1:33"):
        done(everybody("session log", session, "--step", "work", "--distance", "400 m", "--duration", time))

    shown = words(done(everybody("session show", session)).out)

    assert "3 times" in shown
    assert "400s 400 m 1: 400 m in 1:32; 2: 400 m in 1:33" in shown
