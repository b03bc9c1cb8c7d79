"""`mesocycle roll-out` and the dry run of one: looked at, stopped, taken back as a whole."""

from pathlib import Path

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, MONDAY, a_file, at, done, everything, ids, squats, words


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, MONDAY)


@pytest.fixture
def second(followed: tuple[Mesocycle, str], tmp_path: Path) -> Mesocycle:
    """Publish the next version of what Ann follows: squats on Tuesdays."""
    mesocycle, _ = followed
    version = squats()
    version["workouts"][0]["schedule"] = [{"weekday": "tuesday"}]
    done(mesocycle("routine publish squats", a_file(tmp_path, "second.yaml", version)))
    return mesocycle


def test_a_dry_run_says_for_each_athlete_what_leaves_stays_and_comes_and_changes_nothing(
    second: Mesocycle, ready_url: str
) -> None:
    before = everything(ready_url)

    told = words(done(second("assignment roll-out squats --dry-run")).out)

    assert everything(ready_url) == before
    assert "ann@example.org 8 0 8" in told
    assert "Squats, version 2: 1 of 1 would get it." in told


def test_what_a_dry_run_tells_a_program_is_each_whole_receipt(second: Mesocycle) -> None:
    told = done(second("--json assignment roll-out squats --dry-run")).json
    rolled = done(second("--json assignment roll-out squats")).json

    (member,) = told["members"]
    receipt = done(second("--json assignment receipt", rolled["members"][0]["receiptId"], *ANN)).json
    assert [each["scheduledDate"] for each in member["receipt"]["created"]] == [
        each["scheduledDate"] for each in receipt["created"]
    ]
    assert member["receipt"]["removed"] == receipt["removed"]


def test_who_is_left_out_keeps_what_they_follow(second: Mesocycle) -> None:
    told = done(second("assignment roll-out squats --except ann@example.org"))

    assert "Nobody within your reach" in told.out


def test_a_roll_out_is_taken_back_as_a_whole_after_a_look(second: Mesocycle) -> None:
    before = ids(second("--json session list", *ANN))
    rolled = done(second("--json assignment roll-out squats")).json

    looked = words(done(second("roll-out undo --dry-run", rolled["_id"])).out)
    taken_back = words(done(second("roll-out undo", rolled["_id"])).out)

    assert "ann@example.org 8 leave, 8 return" in looked
    assert "ann@example.org undone" in taken_back
    assert ids(second("--json session list", *ANN)) == before


def test_who_has_begun_stays_with_the_reason_and_the_exit_code_says_so(second: Mesocycle) -> None:
    rolled = done(second("--json assignment roll-out squats")).json
    first = ids(second("--json session list", *ANN))[0]
    done(second("session start", first, "--as", "ann@example.org"))

    ended = second("roll-out undo", rolled["_id"])

    assert ended.code == 1
    assert "is in-progress already" in words(ended.out)


def test_one_that_is_over_is_listed_shown_and_not_stopped(second: Mesocycle) -> None:
    rolled = done(second("--json assignment roll-out squats")).json

    listed = done(second("--json roll-out list")).json
    shown = words(done(second("roll-out show", rolled["_id"])).out)
    stopped = second("roll-out stop", rolled["_id"])

    assert [each["_id"] for each in listed] == [rolled["_id"]]
    assert "ann@example.org done" in shown
    assert "The roll-out is done already." in words(stopped.err)
