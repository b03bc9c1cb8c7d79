"""`mesocycle assignment`: from a file to a calendar, and what takes its place."""

from pathlib import Path

import pytest

from mesocycle.actions.assignments import roll_out as rolling
from mesocycle.cli.frame.refusals import BROKEN_OFF
from tests.cli.running import Mesocycle, on
from tests.cli.training import ANN, MONDAY, a_file, at, done, everything, ids, squats, words


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, MONDAY)


@pytest.fixture
def second(tmp_path: Path) -> str:
    """Give a file of the next version: squats on Tuesdays."""
    version = squats()
    version["workouts"][0]["schedule"] = [{"weekday": "tuesday"}]
    return a_file(tmp_path, "second.yaml", version)


def test_the_story_from_a_shipped_file_to_an_undone_replacement(
    ready_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mesocycle = on(ready_url)
    done(mesocycle("user add --email ann@example.org --name Ann --time-zone Europe/Berlin"))
    routine = done(mesocycle("--json routine create novice-linear-3-day")).json
    done(mesocycle("assignment create", routine["_id"]))
    first, next_one, *_ = ids(mesocycle("--json session list"))
    at(monkeypatch, "2026-01-05T18:00:00.000Z")
    done(mesocycle("session start", first))
    done(mesocycle("session log --exercise squat --reps 5 --weight 60kg", first))
    done(mesocycle("session complete --as-planned --rpe 7", first))
    at(monkeypatch, "2026-01-06T08:00:00.000Z")
    done(mesocycle("routine publish", routine["parentRoutineId"], "novice-linear-3-day", "--note", "The same again"))
    (assignment,) = ids(mesocycle("--json assignment list"))
    line = f"--json assignment replace {assignment} --with {routine['parentRoutineId']} --continue"
    before = everything(ready_url)

    tried = done(mesocycle(line, "--dry-run")).json

    assert everything(ready_url) == before
    at(monkeypatch, "2026-01-06T09:00:00.000Z")
    receipt = done(mesocycle(line)).json
    assert (receipt["kept"], len(receipt["removed"])) == (tried["kept"], len(tried["removed"]))
    assert first in ids(mesocycle("--json session list"))
    assert next_one not in ids(mesocycle("--json session list"))
    assert next_one in ids(mesocycle("--json session list --as-of", "2026-01-06 09:30"))
    assert done(mesocycle("--json assignment undo", receipt["_id"])).json["undoneAt"] == "2026-01-06T09:00:00.000Z"
    assert ids(mesocycle("--json session list"))[:2] == [first, next_one]
    assert done(mesocycle("--json db verify")).json["findings"] == []


def test_the_name_of_a_routine_means_its_latest_version_and_which_was_taken_is_told(
    followed: tuple[Mesocycle, str], second: str
) -> None:
    mesocycle, assignment = followed
    version = done(mesocycle("--json routine publish squats", second)).json

    ended = done(mesocycle("assignment replace", assignment, "--with", "squats", *ANN))

    assert f"Taken: Squats, version 2 ({version['_id']})." in ended.err
    assert "Replaced by Squats, version 2, for Ann" in ended.out


def test_a_receipt_reads_as_what_leaves_stays_and_comes_and_how_it_is_taken_back(
    followed: tuple[Mesocycle, str], second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mesocycle, assignment = followed
    overdue, press, *_ = ids(mesocycle("--json session list", *ANN))
    at(monkeypatch, "2026-01-08T19:00:00.000Z")
    done(mesocycle("session complete", press, *ANN))
    done(mesocycle("routine publish squats", second))

    shown = words(done(mesocycle("assignment replace --continue --with squats", assignment, *ANN)).out)

    assert "7 leave Mon 2026-01-05 to Thu 2026-01-29, 1 of them overdue" in shown
    assert f"Mon 2026-01-05 Squat day overdue {overdue}" in shown
    assert "1 stay 1 completed" in shown
    assert "6 come Tue 2026-01-13 to Thu 2026-01-29" in shown
    assert "1 not created its session stays\nThu 2026-01-08 Press day" in shown
    assert "1 not created before the beginning\nTue 2026-01-06 Squat day" in shown
    assert "missing training max of Back squat" in shown
    assert "reference set trainingMax …kg --exercise 'Back squat' --user ann@example.org" in shown
    assert "assignment undo" in shown


def test_what_was_overdue_is_created_again_where_its_session_is_included(
    followed: tuple[Mesocycle, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mesocycle, assignment = followed
    overdue = ids(mesocycle("--json session list", *ANN))[0]
    at(monkeypatch, "2026-01-07T09:00:00.000Z")

    line = f"assignment replace {assignment} --with squats --continue"

    left_out = done(mesocycle(line, "--dry-run", *ANN)).out
    receipt = done(mesocycle(f"--json {line} --include", overdue[-12:], *ANN)).json

    assert "was overdue; --include its session creates it all the same" in left_out
    assert receipt["created"][0]["scheduledDate"] == "2026-01-05"
    assert receipt["notCreated"] == []


def test_a_dry_run_of_assigning_says_what_would_come_and_changes_nothing(everybody: Mesocycle, tmp_path: Path) -> None:
    done(everybody("routine create", a_file(tmp_path, "squats.yaml", squats())))

    shown = done(everybody("assignment create squats --dry-run --weekday-map mon=wed,thursday=saturday", *ANN)).out

    assert "Not done, a dry run: Assigned Squats, version 1, for Ann" in shown
    assert "Wed 2026-01-07  Squat day" in shown
    assert "Nothing was changed; without --dry-run it is done." in shown
    assert done(everybody("--json assignment list", *ANN)).json == []


def test_the_list_leaves_out_what_has_ended_and_the_one_of_the_one_off_sessions(
    followed: tuple[Mesocycle, str],
) -> None:
    mesocycle, assignment = followed
    shown = done(mesocycle("assignment list", *ANN)).out
    done(mesocycle("assignment cancel", assignment, *ANN))

    live = done(mesocycle("--json assignment list", *ANN)).json
    every = done(mesocycle("--json assignment list --all", *ANN)).json

    assert "Squats, version 1" in shown
    assert live == []
    assert {each["origin"]: each["status"] for each in every} == {"own": "active", "assigned": "cancelled"}


def test_an_assignment_is_shown_with_its_sessions_counted_and_its_receipts(followed: tuple[Mesocycle, str]) -> None:
    mesocycle, assignment = followed

    shown = words(done(mesocycle("assignment show squats", *ANN)).out)

    assert "routine Squats, version 1" in shown
    assert "sessions 8 scheduled" in shown
    assert f"_id {assignment}" in shown
    assert "receipts 2026-01-05 10:00 assignment" in shown
    assert done(mesocycle("--json assignment show squats", *ANN)).json["_id"] == assignment


def test_a_receipt_is_shown_again_and_receipts_are_listed_newest_first(followed: tuple[Mesocycle, str]) -> None:
    mesocycle, assignment = followed
    cancelled = done(mesocycle("--json assignment cancel", assignment, *ANN)).json

    listed = done(mesocycle("--json assignment receipts", *ANN)).json

    assert [each["kind"] for each in listed] == ["cancellation", "assignment"]
    assert done(mesocycle("--json assignment receipt", cancelled["_id"], *ANN)).json == cancelled
    assert "cancellation" in done(mesocycle("assignment receipts", *ANN)).out


def test_a_trainer_who_sees_what_they_assigned_sees_no_other_receipts(followed: tuple[Mesocycle, str]) -> None:
    mesocycle, _ = followed
    (receipt,) = ids(mesocycle("--json assignment receipts", *ANN))
    done(mesocycle("--as ann@example.org coaching set tom@example.org --sees assigned"))

    listed = done(mesocycle("--json --as tom@example.org assignment receipts", *ANN)).json
    named = mesocycle("--json --as tom@example.org assignment receipt", receipt, *ANN)

    assert listed == []
    assert (named.code, named.refusal["code"]) == (4, "not-found")


def test_a_pause_ends_with_a_word_on_the_dates(
    followed: tuple[Mesocycle, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mesocycle, _ = followed
    done(mesocycle("assignment pause squats --from 2026-01-07", *ANN))
    at(monkeypatch, "2026-01-14T09:00:00.000Z")

    unsaid = mesocycle("--json assignment resume squats", *ANN)
    resumed = done(mesocycle("--json assignment resume squats --shift", *ANN)).json

    assert unsaid.code == 2
    assert "--keep-dates" in unsaid.refusal["remedy"]
    assert resumed["moved"][0]["from"] == "2026-01-08"
    assert resumed["moved"][0]["to"] == "2026-01-15"


def test_a_plan_replaced_inside_a_pause_comes_back_whole_when_it_is_resumed_with_a_shift(
    followed: tuple[Mesocycle, str], second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mesocycle, _ = followed
    done(mesocycle("assignment pause squats --from 2026-01-07", *ANN))
    at(monkeypatch, "2026-01-21T09:00:00.000Z")
    done(mesocycle("routine publish squats", second))

    replaced = done(mesocycle("--json assignment replace --continue --with squats squats", *ANN)).json
    resumed = done(mesocycle("--json assignment resume squats --shift", *ANN)).json

    assert replaced["created"][0]["scheduledDate"] == "2026-01-08"
    assert len(resumed["moved"]) == len(replaced["created"])
    assert resumed["moved"][0]["to"] == "2026-01-22"


@pytest.mark.parametrize(("days", "first"), [(("3",), "2026-01-08"), (("--days", "-2"), "2026-01-03")])
def test_a_shift_goes_forward_and_back(followed: tuple[Mesocycle, str], days: tuple[str, ...], first: str) -> None:
    mesocycle, _ = followed

    shifted = done(mesocycle("--json assignment shift squats", *days, *ANN)).json

    assert shifted["moved"][0]["to"] == first


def test_completing_an_assignment_lets_what_was_never_begun_leave(followed: tuple[Mesocycle, str]) -> None:
    mesocycle, _ = followed

    receipt = done(mesocycle("--json assignment complete squats", *ANN)).json

    assert (receipt["kind"], len(receipt["removed"])) == ("completion", 8)


def test_a_roll_out_tells_each_athlete_s_receipt_or_refusal(followed: tuple[Mesocycle, str], second: str) -> None:
    mesocycle, _ = followed
    done(mesocycle("routine publish squats", second))

    ended = mesocycle("assignment roll-out squats --user tom@example.org", *ANN)

    assert ended.code == 1
    shown = words(ended.out)
    assert "ann@example.org done" in shown
    assert "tom@example.org refused The athlete does not follow the routine" in shown
    assert "Squats, version 2: 1 has it now, 1 refused." in shown


def test_a_roll_out_reaches_all_who_follow_another_version_and_then_nobody(
    followed: tuple[Mesocycle, str], second: str
) -> None:
    mesocycle, _ = followed
    done(mesocycle("routine publish squats", second))

    rolled = done(mesocycle("--json assignment roll-out squats")).json
    again = done(mesocycle("assignment roll-out squats"))

    assert [member["status"] for member in rolled["members"]] == ["done"]
    assert "Nobody within your reach follows another version of Squats." in again.out


def test_a_roll_out_that_is_broken_off_says_so_and_is_taken_up_by_the_same_command(
    followed: tuple[Mesocycle, str], second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mesocycle, _ = followed
    version = done(mesocycle("--json routine publish squats", second)).json

    def ctrl_c(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(rolling, "_serve", ctrl_c)
        broken = mesocycle("assignment roll-out squats")
    taken_up = done(mesocycle("assignment roll-out squats"))

    assert broken.code == BROKEN_OFF
    assert f"assignment roll-out {version['_id']}" in broken.err
    assert "Taking up the roll-out that was broken off: 0 of 1 were served." in taken_up.err
    assert "1 has it now." in taken_up.out


def test_what_was_changed_for_one_athlete_alone_is_named_by_the_receipt_and_taken_over_by_its_line(
    followed: tuple[Mesocycle, str], second: str
) -> None:
    mesocycle, assignment = followed
    session = ids(mesocycle("--json session list", *ANN))[2]
    done(mesocycle("session note", session, "Knee!", *ANN))
    done(mesocycle("routine publish squats", second))
    receipt = done(mesocycle("--json assignment replace --continue --with squats", assignment, *ANN)).json
    (offer,) = receipt["carryOvers"]

    shown = words(done(mesocycle("assignment receipt", receipt["_id"], *ANN)).out)
    taken = words(done(mesocycle("assignment carry-over", receipt["_id"], offer["_id"][:6], *ANN)).out)
    again = done(mesocycle("--json assignment carry-over --all", receipt["_id"], *ANN)).json

    assert "1 changed for this athlete alone" in shown
    assert "notes: Knee!" in shown
    assert "[taken over]" in taken
    assert [each["state"] for each in again] == ["taken"]
