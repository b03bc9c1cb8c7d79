"""`mesocycle import activity`: what it says, what it asks for, and the way back."""

import gzip
from pathlib import Path

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import a_file, done, words
from tests.formats.apps.test_strava import STRAVA
from tests.formats.fit_bytes import a_run

RUN = {
    "name": "Easy run",
    "type": "running",
    "objective": "Easy",
    "sections": [{"name": "Easy", "type": "run", "duration": "10m"}],
}


@pytest.fixture
def recorded(tmp_path: Path) -> str:
    """Write a run of Friday 8 November 2024, packed, and give its path."""
    path = tmp_path / "1.fit.gz"
    path.write_bytes(gzip.compress(a_run([(300, 1000), (310, 1000)])))
    return str(path)


def planned(mesocycle: Mesocycle, folder: Path) -> str:
    """Put a run on that day and give the session's id."""
    session = done(mesocycle("--json session add --date 2024-11-08 --file", a_file(folder, "run.yaml", RUN))).json
    return str(session["_id"])


def test_a_run_is_matched_to_the_session_that_waited(mesocycle: Mesocycle, tmp_path: Path, recorded: str) -> None:
    session = planned(mesocycle, tmp_path)

    ended = done(mesocycle("import activity", recorded))

    assert "1 matched" in ended.out
    assert session in ended.out
    assert mesocycle("--json session show", session).json["status"] == "completed"


def test_a_run_that_another_source_told_of_is_there_already_and_the_screen_says_why(
    mesocycle: Mesocycle, tmp_path: Path, recorded: str
) -> None:
    done(mesocycle("import activity", recorded))
    row = '1685,"Nov 8, 2024, 11:33:20 AM",Lunch run,Run,,610,2.0' + "," * 8 + ",610.0,610.0,2000.0" + "," * 5
    (tmp_path / "activities.csv").write_text(f"{STRAVA}\n{row}\n")

    ended = done(mesocycle("import strava", str(tmp_path / "activities.csv")))

    assert "Strava: 1 there already." in ended.out
    assert "the same training came from activity files before" in words(ended.out)
    assert "import undo" in words(ended.out)


def test_a_line_of_a_list_that_may_be_the_same_training_is_asked_and_answered_alone(
    mesocycle: Mesocycle, tmp_path: Path, recorded: str
) -> None:
    done(mesocycle("import activity", recorded))
    rows = [
        f'{number},"Nov 8, 2024, {begun} AM",Lunch run,Run,,610,{metres / 1000}{"," * 8},610.0,610.0,{metres}.0,,,,,'
        for number, begun, metres in ((1685, "11:35:20", 1200), (1686, "11:36:20", 1400))
    ]
    listed = tmp_path / "activities.csv"
    listed.write_text("\n".join((STRAVA, *rows, "")))

    asked = mesocycle("import strava", str(listed))
    assert asked.code == 1
    assert "Strava: 2 to be decided." in asked.out
    assert "import it again with --line 3 and --apart" in words(asked.out)

    answered = done(mesocycle("import strava --apart --line 3", str(listed)))
    assert "Strava: 1 taken over." in answered.out
    assert "1 there already, 1 to be decided" in mesocycle("import strava", str(listed)).out


def test_candidates_are_shown_and_nothing_is_done_until_one_is_chosen(
    mesocycle: Mesocycle, tmp_path: Path, recorded: str
) -> None:
    first, second = planned(mesocycle, tmp_path), planned(mesocycle, tmp_path)

    ended = mesocycle("import activity", recorded)

    assert (ended.code, first in ended.out, second in ended.out) == (1, True, True)
    assert "1 to be decided" in ended.out
    chosen = done(mesocycle("--json import activity --session", second, recorded)).json
    assert [(item["outcome"], item["sessionId"]) for item in chosen["items"]] == [("matched", second)]


def test_a_match_is_undone(mesocycle: Mesocycle, tmp_path: Path, recorded: str) -> None:
    session = planned(mesocycle, tmp_path)
    done(mesocycle("import activity", recorded))

    assert "scheduled again" in done(mesocycle("import unmatch", session)).out

    assert mesocycle("--json session show", session).json["status"] == "scheduled"


def test_without_a_plan_it_is_kept_and_can_be_taken_back(mesocycle: Mesocycle, recorded: str) -> None:
    told = done(mesocycle("--json import activity", recorded)).json

    assert [item["outcome"] for item in told["items"]] == ["imported"]
    done(mesocycle("import undo", told["importId"]))
    assert mesocycle("--json session list --from 2024-11-08 --to 2024-11-08").json == []


def test_a_plan_that_waits_again_is_not_told_as_gone(mesocycle: Mesocycle, tmp_path: Path, recorded: str) -> None:
    session = planned(mesocycle, tmp_path)
    told = done(mesocycle("--json import activity", recorded)).json

    undone = done(mesocycle("import undo", told["importId"])).out

    assert undone.startswith("1 session taken back: what a plan had waited for waits again")
    assert mesocycle("--json session show", session).json["status"] == "scheduled"


def test_a_dry_run_changes_nothing(mesocycle: Mesocycle, recorded: str) -> None:
    assert "dry run" in done(mesocycle("import activity --dry-run", recorded)).out
    assert mesocycle("--json import list").json == []


def test_both_choices_at_once_are_refused(mesocycle: Mesocycle, recorded: str) -> None:
    assert "exclude each other" in mesocycle("import activity --apart --session abcd", recorded).err


def test_a_file_that_is_not_there_is_refused(mesocycle: Mesocycle) -> None:
    ended = mesocycle("import activity", "nowhere.fit")

    assert ended.code == 2
    assert "can't be read" in ended.err


def test_what_a_damaged_file_lacks_is_said_beside_its_session(mesocycle: Mesocycle, tmp_path: Path) -> None:
    whole = a_run([(300, 1000), (310, 1000)])
    damaged = tmp_path / "damaged.fit"
    damaged.write_bytes(whole[: len(whole) // 2])

    assert "breaks off" in done(mesocycle("import activity", str(damaged))).out


def test_a_rejected_file_is_told_once(mesocycle: Mesocycle, tmp_path: Path) -> None:
    odd = tmp_path / "odd.fit"
    odd.write_bytes(b"nonsense")

    ended = mesocycle("import activity", str(odd))

    assert (ended.code, ended.out.count("neither FIT nor TCX nor GPX")) == (1, 1)


def test_an_import_of_many_files_is_listed_by_the_first_of_them(mesocycle: Mesocycle, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.fit" for number in range(5)]
    for number, file in enumerate(files):
        file.write_bytes(a_run([(300, 1000)], start=number * 10_000))

    made = done(mesocycle("import activity --apart", *map(str, files)))

    assert made.out.startswith("Activity files: ")
    assert "0.fit, 1.fit, 2.fit and 2 more" in mesocycle("import list").out


def test_a_whole_file_after_a_damaged_one_is_shown_the_way_in(mesocycle: Mesocycle, tmp_path: Path) -> None:
    whole = a_run([(300, 1000), (310, 1000)])
    file = tmp_path / "a.fit"
    file.write_bytes(whole[: len(whole) // 2])
    first = done(mesocycle("--json import activity", str(file))).json
    file.write_bytes(whole)

    assert f"import undo {first['importId']}`" in mesocycle("import activity", str(file)).out
