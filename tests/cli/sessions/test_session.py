"""`mesocycle session`: the calendar, what is planned in it, what was done."""

from pathlib import Path

import msgspec
import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, MONDAY, a_file, ann_follows, at, done, ids, squats, words


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, MONDAY)


@pytest.fixture
def ann(everybody: Mesocycle, tmp_path: Path) -> Mesocycle:
    """Give the program with Ann acting, who follows squats on Mondays and presses on Thursdays."""
    ann_follows(everybody, tmp_path)
    done(everybody("reference set TM 140kg --exercise", "back squat", *ANN, "--valid-from", "2026-01-01"))
    return lambda line, *more: everybody(f"--as ann@example.org {line}", *more)


@pytest.fixture
def squat(ann: Mesocycle) -> str:
    """Give the id of Monday's session."""
    return ids(ann("--json session list"))[0]


@pytest.fixture
def press(ann: Mesocycle) -> str:
    """Give the id of Thursday's session."""
    return ids(ann("--json session list"))[1]


# ----------------------------------------------------------------------------------------------- the calendar


def test_the_calendar_shows_this_week_and_the_next(ann: Mesocycle) -> None:
    days = [each["scheduledDate"] for each in done(ann("--json session list")).json]

    assert days == ["2026-01-05", "2026-01-08", "2026-01-12", "2026-01-15"]
    assert "Thu 2026-01-08 18:30 Press day scheduled" in words(done(ann("session list")).out)


def test_what_is_past_and_not_done_is_overdue_which_is_no_status(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-06T09:00:00.000Z")

    shown = words(done(ann("session list --status overdue")).out)
    document = done(ann("--json session list --status overdue")).json

    assert f"Mon 2026-01-05 Squat day overdue {squat}" in shown
    assert [(each["_id"], each["status"]) for each in document] == [(squat, "scheduled")]
    assert "overdue" not in document[0]


def test_a_session_that_was_moved_shows_where_it_was_planned(ann: Mesocycle, press: str) -> None:
    done(ann("session reschedule", press, "--to", "2026-01-09", "--time", "07:00"))

    shown = words(done(ann("session list")).out)

    assert f"Fri 2026-01-09 07:00 Press day scheduled 2026-01-08 {press}" in shown


def test_the_calendar_as_of_a_past_moment_is_as_it_was(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-05T18:00:00.000Z")
    done(ann("session start", squat))
    at(monkeypatch, "2026-01-07T18:00:00.000Z")

    before = done(ann("--json session list --as-of", "2026-01-05 12:00")).json
    at_the_end = done(ann("--json session list --as-of 2026-01-05")).json

    assert before[0]["status"] == "scheduled"
    assert at_the_end[0]["status"] == "in-progress"


def test_a_calendar_without_sessions_says_where_to_look(ann: Mesocycle) -> None:
    ended = done(ann("session list --from 2027-01-01 --to 2027-01-02"))

    assert "There are no sessions from 2027-01-01 to 2027-01-02. Look at other days:" in ended.out


def test_a_trainer_looks_at_an_athlete_s_calendar(everybody: Mesocycle, squat: str) -> None:
    shown = ids(everybody("--json --as tom@example.org session list", *ANN))

    assert shown[0] == squat


# ----------------------------------------------------------------------------------------- what is in a session


def test_a_session_shows_its_plan_with_the_loads_it_comes_to(ann: Mesocycle, squat: str) -> None:
    shown = words(done(ann("session show", squat)).out)

    assert "Squat day scheduled" in shown
    assert "Back squat rest 3m" in shown
    assert "1 5 warmup @ 50% TM 70 kg" in shown
    assert "2-3 5 @ 80% TM 112.5 kg" in shown


def test_what_was_done_stands_beside_the_plan_with_the_loads_of_that_day(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-05T18:00:00.000Z")
    done(ann("session start", squat))
    done(ann("session log --exercise squat --number 2 --reps 4 --weight 110 --rpe 9", squat))
    done(ann("reference set TM 200kg --exercise", "back squat", "--valid-from", "2026-01-02"))

    shown = words(done(ann("session show", squat)).out)

    assert "2 5 @ 80% TM 112.5 kg 4 x 110 kg, RPE 9" in shown


def test_a_missing_value_is_named_with_the_command_that_sets_it(everybody: Mesocycle, tmp_path: Path) -> None:
    ann_follows(everybody, tmp_path)
    session = ids(everybody("--json session list", *ANN))[0]

    shown = done(everybody("session show", session, *ANN)).out

    assert "Missing: training max of Back squat" in shown
    assert "reference set trainingMax …kg --exercise 'Back squat' --user ann@example.org" in shown


def test_a_session_completed_without_a_word_of_what_was_done_is_unrecorded(ann: Mesocycle, press: str) -> None:
    done(ann("session complete", press))

    assert "Unrecorded" in done(ann("session show", press)).out


def test_an_id_may_be_written_by_its_last_characters(ann: Mesocycle, squat: str) -> None:
    assert done(ann("--json session show", squat[-10:])).json["_id"] == squat


def test_an_ending_that_several_ids_have_is_refused(ann: Mesocycle, tmp_path: Path) -> None:
    for name in ("mine-0001", "yours-0001"):
        body = {"scheduledDate": "2026-01-06", "repeatOf": ids(ann("--json session list"))[0]}
        operation = {"_id": name, "seenSeq": 0, "sessionId": name, "kind": "add", "at": MONDAY, "body": body}
        path = tmp_path / f"{name}.json"
        path.write_bytes(msgspec.json.encode([operation]))
        done(ann("sync", str(path)))

    ended = ann("--json session show 0001")

    assert (ended.code, ended.refusal["remedy"]) == (4, "Write more of the id.")


# -------------------------------------------------------------------------------------------------- the moves


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


def test_an_entry_is_taken_out_by_its_id(ann: Mesocycle, press: str) -> None:
    done(ann("session start", press))
    log = done(ann("--json session log", press, "--exercise", "press", "--reps", "50")).json["performanceLog"]
    wrong = log["sections"][0]["exercises"][0]["sets"][0]["_id"]

    after = done(ann("--json session log", press, "--remove", wrong)).json

    assert after["performanceLog"]["sections"] == []


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


def test_a_whole_log_comes_from_a_file(ann: Mesocycle, press: str, tmp_path: Path) -> None:
    done(ann("session complete --as-planned", press))
    log = done(ann("--json session show", press)).json["performanceLog"]
    log["sections"][0]["exercises"][0]["sets"][0]["performance"]["reps"] = 8
    path = tmp_path / "log.json"
    path.write_bytes(msgspec.json.encode(log))

    after = done(ann("--json session log", press, "--file", str(path))).json

    assert after["performanceLog"] == log


def test_completing_takes_times_day_and_feeling_as_they_are_said(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-06T20:00:00.000Z")

    line = "--json session complete --started-at 2026-01-06T18:30 --completed-at 19:40 --rpe 7.5 --feeling 4"
    after = done(ann(line, squat, "--notes", "Felt light")).json

    assert (after["startedAt"], after["completedAt"]) == ("2026-01-06T17:30:00.000Z", "2026-01-06T18:40:00.000Z")
    assert (after["durationMinutes"], after["performedDate"], after["notes"]) == (70, "2026-01-06", "Felt light")
    assert after["performanceLog"]["feedback"] == {"rpe": 7.5, "feeling": 4}


def test_a_correction_changes_only_what_is_said(ann: Mesocycle, press: str) -> None:
    done(ann("session complete --rpe 7 --feeling 2", press))

    after = done(ann("--json session correct --feeling 4 --duration 1h5m", press)).json

    assert after["performanceLog"]["feedback"] == {"rpe": 7, "feeling": 4}
    assert after["durationMinutes"] == 65
    assert "felt good (4 of 5)" in done(ann("session show", press)).out


def test_one_session_answers_as_itself_and_several_as_a_list(ann: Mesocycle, squat: str, press: str) -> None:
    one = done(ann("--json session skip --reason illness", squat)).json
    several = done(ann("--json session cancel --reason away", press, ids(ann("--json session list"))[2])).json

    assert one["status"] == "skipped"
    assert [each["status"] for each in several] == ["cancelled", "cancelled"]


def test_several_sessions_are_moved_all_or_none(ann: Mesocycle, squat: str, press: str) -> None:
    done(ann("session start", squat))

    ended = ann("--json session reschedule --to 2026-01-10", press, squat)

    assert (ended.code, ended.refusal["code"]) == (3, "session-not-scheduled")
    assert done(ann("--json session show", press)).json["scheduledDate"] == "2026-01-08"


def test_what_was_logged_is_given_up_only_where_it_is_said(ann: Mesocycle, press: str) -> None:
    done(ann("session start", press))
    done(ann("session log", press, "--exercise", "press", "--reps", "5"))

    refused = ann("--json session put-back", press)
    after = done(ann("--json session put-back --discard-log", press)).json

    assert refused.refusal["code"] == "log-not-empty"
    assert after["status"] == "scheduled"
    assert "performanceLog" not in after


def test_a_completed_session_is_reopened_and_told_with_its_history(ann: Mesocycle, press: str) -> None:
    done(ann("session complete", press))
    done(ann("session reopen", press))
    done(ann("session note", press, "Two more sets"))

    told = words(done(ann("session events", press)).out)

    assert "completed Ann status scheduled to completed" in told
    assert "reopened Ann status completed to in-progress" in told
    assert "noted Ann notes Two more sets" in told


# ------------------------------------------------------------------------------------------ one-off and adjusted


def test_a_session_is_added_from_a_version_or_as_an_earlier_one_again(ann: Mesocycle, squat: str) -> None:
    line = "--json session add --version squats --date 2026-01-06 --time 06:30 --workout"
    of_version = done(ann(line, "press day")).json
    again = done(ann("--json session add --repeat", squat)).json

    assert (of_version["scheduledDate"], of_version["scheduledTime"]) == ("2026-01-06", "06:30")
    assert (again["scheduledDate"], again["workoutSnapshot"]["name"]) == ("2026-01-05", "Squat day")


def test_a_session_is_adjusted_by_a_changed_copy_of_what_was_shown(ann: Mesocycle, squat: str, tmp_path: Path) -> None:
    shown = done(ann("--json session show", squat)).out
    path = tmp_path / "shown.json"
    path.write_text(shown.replace('"percentOfTrainingMax": 80', '"percentOfTrainingMax": 70'), encoding="utf-8")

    after = done(ann("--json session adjust", squat, "--file", str(path))).json

    assert (after["adjustedFrom"], after["scheduledDate"]) == (squat, "2026-01-05")
    line = after["workoutSnapshot"]["sections"][0]["exercises"][0]
    assert [each.get("percentOfTrainingMax") for each in line["sets"]] == [50, 70, 70]
    assert line["_id"] == msgspec.json.decode(shown)["workoutSnapshot"]["sections"][0]["exercises"][0]["_id"]


def test_an_adjusted_workout_written_in_short_keeps_the_ids_of_its_lines(
    ann: Mesocycle, squat: str, tmp_path: Path
) -> None:
    before = done(ann("--json session show", squat)).json["workoutSnapshot"]["sections"][0]["exercises"][0]
    workout = squats()["workouts"][0]
    workout["sections"][0]["exercises"][0]["sets"] = "3x3 @ 60% TM"

    after = done(ann("--json session adjust", squat, "--file", a_file(tmp_path, "easy.yaml", workout))).json

    line = after["workoutSnapshot"]["sections"][0]["exercises"][0]
    assert [each["_id"] for each in line["sets"]] == [each["_id"] for each in before["sets"]]
    assert [each["reps"] for each in line["sets"]] == [3, 3, 3]


# ----------------------------------------------------------------------------------------- sides, days, suggestions


def a_session_of(ann: Mesocycle, folder: Path, **exercise: object) -> str:
    """Let Ann add a session of one exercise today; gives its id."""
    section = {"name": "Main", "type": "basic", "exercises": [exercise]}
    workout = {"name": "Extra", "type": "strength", "objective": "More", "sections": [section]}
    return str(done(ann("--json session add --file", a_file(folder, "extra.yaml", workout))).json["_id"])


def test_the_second_side_belongs_to_the_set_of_the_first(ann: Mesocycle, tmp_path: Path) -> None:
    named = a_session_of(ann, tmp_path, name="Dumbbell Row", sets="2x8/side @ 30 kg")
    done(ann("session start", named))

    for side in ("left", "right", "left"):
        log = done(ann("--json session log", named, "--exercise", "row", "--side", side, "--reps", "8")).json

    sets = log["performanceLog"]["sections"][0]["exercises"][0]["sets"]
    assert [(one["setNumber"], one["unilateralSide"]) for one in sets] == [(1, "left"), (1, "right"), (2, "left")]


def test_an_overdue_session_says_on_which_day_it_counts_and_how_to_say_another(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-08T09:00:00.000Z")

    shown = words(done(ann("session complete", squat)).out)

    assert "Counted as done today, Thu 2026-01-08." in shown
    assert f"session correct {squat} --on 2026-01-05" in shown


def test_a_day_that_is_said_in_words_is_not_asked_after(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-08T09:00:00.000Z")

    completed = done(ann("--json session complete", squat, "--on", "mon")).json

    assert (completed["performedDate"], completed["completedAt"][:10]) == ("2026-01-05", "2026-01-05")


def test_a_set_of_tomorrow_is_asked_back(ann: Mesocycle, squat: str) -> None:
    done(ann("session start", squat))

    refused = ann("session log", squat, "--exercise", "squat", "--reps", "5", "--at", "2026-01-06 10:00")

    assert refused.code != 0
    assert "is in the future" in refused.err


def test_where_nothing_is_suggested_accepting_says_so(ann: Mesocycle, squat: str) -> None:
    assert "Nothing is suggested" in done(ann("session accept", squat)).out
