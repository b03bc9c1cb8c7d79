"""`mesocycle report session|adherence|line|what-if`: as people and as programs see them."""

from pathlib import Path

import msgspec
import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, MONDAY, a_file, ann_follows, at, done, ids, squats, words

LATER = "2026-01-21T09:00:00.000Z"
"""A Wednesday: four sessions are past, that of Thursday is to come."""


@pytest.fixture
def ann(everybody: Mesocycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mesocycle:
    """Give the program with Ann acting, who squatted on the first Monday and skipped Thursday's press."""
    at(monkeypatch, MONDAY)
    ann_follows(everybody, tmp_path)
    done(everybody("reference set TM 140kg --exercise", "back squat", *ANN, "--valid-from", "2026-01-01"))
    squat, press, *_ = ids(everybody("--json session list", *ANN))
    at(monkeypatch, "2026-01-05T18:00:00.000Z")
    done(everybody(f"--as ann@example.org session complete {squat} --as-planned"))
    at(monkeypatch, "2026-01-08T18:00:00.000Z")
    done(everybody(f"--as ann@example.org session skip {press} --reason travel"))
    at(monkeypatch, LATER)
    return lambda line, *more: everybody(f"--as ann@example.org {line}", *more)


def _squat(program: Mesocycle) -> str:
    return ids(program("--json session list --from 2026-01-05 --to 2026-01-05"))[0]


# -------------------------------------------------------------------------------------------------- session


def test_a_session_shows_plan_deed_and_verdict_line_by_line(ann: Mesocycle) -> None:
    shown = words(done(ann(f"report session {_squat(ann)}")).out)

    assert "100 % of the plan, green" in shown
    assert "Back squat 2 5 @ 80% TM 5 x 112.5 kg met" in shown


def test_a_session_as_a_document_has_its_deviations(ann: Mesocycle) -> None:
    found = done(ann(f"--json report session {_squat(ann)}")).json

    (line, *_) = found["sections"][0]["lines"]
    assert found["verdicts"]["met"] == 3
    assert [one["measure"] for one in line["deviations"]] == ["repetitions", "load"]


def test_a_session_that_was_skipped_says_so(ann: Mesocycle) -> None:
    press = ids(ann("--json session list --from 2026-01-08 --to 2026-01-08"))[0]

    shown = words(done(ann(f"report session {press}")).out)

    assert "Skipped." in shown
    assert "0 % of the plan, red" in shown


def test_three_ways_show_what_changed_since(ann: Mesocycle, everybody: Mesocycle, tmp_path: Path) -> None:
    changed = squats()
    changed["workouts"][0]["sections"][0]["exercises"][0]["sets"] = "1x5 warmup @ 50% TM; 2x3 @ 85% TM"
    done(everybody("routine publish Squats", a_file(tmp_path, "again.yaml", changed)))

    shown = words(done(everybody(f"report session {_squat(ann)} --three-way", *ANN)).out)

    assert "Back squat 3 @ 85% TM changed 5 @ 80% TM met" in shown


@pytest.mark.parametrize("report", ["session {session}", "adherence", "adherence --weeks"])
def test_a_report_can_be_drawn_into_a_file(ann: Mesocycle, tmp_path: Path, report: str) -> None:
    file = tmp_path / "chart.svg"

    done(ann(f"report {report.format(session=_squat(ann))}", "--chart", str(file)))

    assert file.read_text(encoding="utf-8").startswith("<svg")


# ------------------------------------------------------------------------------------------------ adherence


def test_adherence_tells_what_was_due_done_skipped_and_missed(ann: Mesocycle) -> None:
    shown = words(done(ann("report adherence")).out)

    assert "adherence 20 % (1 of 5 due)" in shown
    assert "skipped 1 (1 travel)" in shown
    assert "missed 3" in shown
    assert "Squats, version 1" in shown


def test_adherence_of_a_roster_has_a_line_for_everybody(ann: Mesocycle, everybody: Mesocycle) -> None:
    shown = words(done(everybody("--as tom@example.org report adherence --roster")).out)
    document = done(everybody("--as tom@example.org --json report adherence --roster")).json

    assert "Ann 1 5 20 % 1 3" in shown
    assert document["members"][0]["total"] == document["total"]


def test_an_athlete_without_training_gets_an_answer(everybody: Mesocycle) -> None:
    assert "Nothing was planned" in done(everybody("report adherence", *ANN)).out
    assert "You coach nobody yet." in done(everybody("--as ann@example.org report adherence --roster")).out


@pytest.mark.parametrize(
    "line",
    [
        "report adherence --roster --user ann@example.org",
        "report adherence --from 2026-02-01 --to 2026-01-01",
        "report adherence --from someday",
        "report adherence --roster --chart roster.svg",
        "report session --chart strip.gif abcdef",
    ],
)
def test_what_can_t_be_is_refused_with_a_remedy(everybody: Mesocycle, line: str) -> None:
    ended = everybody(f"--json {line}")

    assert ended.code != 0
    assert ended.refusal["remedy"]


def test_a_trainer_without_coaching_learns_nothing(ann: Mesocycle, everybody: Mesocycle) -> None:
    done(everybody("--as ann@example.org coaching end tom@example.org"))

    ended = everybody("--as tom@example.org --json report adherence", *ANN)

    assert ended.refusal["code"] == "not-found"


# ----------------------------------------------------------------------------------------- lines and what if


def test_a_line_is_found_by_the_name_of_its_exercise(ann: Mesocycle) -> None:
    shown = words(done(ann("report line Squats", "back squat")).out)

    assert "prescribed 3 times in 1 sessions" in shown
    assert "met 3 (100 %)" in shown


def test_a_line_that_is_none_is_refused_with_those_there_are(ann: Mesocycle) -> None:
    ended = ann("--json report line Squats", "back squad")

    assert "Back squat" in ended.refusal["remedy"]


def test_what_if_tells_what_would_change_and_changes_nothing(
    ann: Mesocycle, everybody: Mesocycle, tmp_path: Path
) -> None:
    changed = squats()
    changed["workouts"][0]["schedule"] = [{"weekday": "tuesday"}]
    done(everybody("routine publish Squats", a_file(tmp_path, "again.yaml", changed)))
    before = done(everybody("--json session list", *ANN)).json

    shown = words(done(everybody("report what-if Squats")).out)

    assert "a week as done" in shown
    assert "Squat day" in shown
    assert done(everybody("--json session list", *ANN)).json == before


def test_what_if_as_a_document_holds_the_receipt_of_a_dry_run(
    ann: Mesocycle, everybody: Mesocycle, tmp_path: Path
) -> None:
    done(everybody("routine publish Squats", a_file(tmp_path, "again.yaml", squats(duration=5))))

    found = done(everybody("--json report what-if Squats --weeks 4")).json

    (one,) = found["members"]
    assert one["receipt"]["dryRun"] is True
    assert one["change"]["weeksDone"] == 2
    assert b"NaN" not in msgspec.json.encode(found)
