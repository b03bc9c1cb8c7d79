"""`mesocycle sync` and `changes`: offline work in, the change feed out."""

from pathlib import Path

import msgspec
import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, MONDAY, ann_follows, at, done, ids


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, MONDAY)


def a_batch(folder: Path, *operations: dict[str, object]) -> str:
    """Write operations into a file."""
    path = folder / "batch.json"
    path.write_bytes(msgspec.json.encode(operations))
    return str(path)


def start(operation_id: str, session_id: str, seen_seq: int = 0) -> dict[str, object]:
    """Say that a session was started offline."""
    return {
        "_id": operation_id,
        "seenSeq": seen_seq,
        "sessionId": session_id,
        "kind": "start",
        "at": "2026-01-05T08:00:00.000Z",
        "body": {},
    }


def test_a_batch_is_taken_in_and_sent_again_it_is_answered_alike(everybody: Mesocycle, tmp_path: Path) -> None:
    ann_follows(everybody, tmp_path)
    session = ids(everybody("--json session list", *ANN))[0]
    batch = a_batch(tmp_path, start("op-1", session))

    first = done(everybody("--json sync", batch, *ANN)).json
    again = done(everybody("--json sync", batch, *ANN)).json

    assert [each["outcome"] for each in first] == ["done"]
    assert again == first
    assert first[0]["session"]["startedAt"] == "2026-01-05T08:00:00.000Z"


def test_a_refused_operation_is_told_and_ends_the_program_with_1(everybody: Mesocycle, tmp_path: Path) -> None:
    ended = everybody("sync", a_batch(tmp_path, start("op-1", "nowhere")), *ANN)

    assert ended.code == 1
    assert "There is no such session." in ended.out


def test_work_on_a_replaced_session_brings_it_back(everybody: Mesocycle, tmp_path: Path) -> None:
    receipt = ann_follows(everybody, tmp_path)
    session = ids(everybody("--json session list", *ANN))[0]
    seen = done(everybody("--json changes", *ANN)).json["seq"]
    done(everybody("assignment replace --with squats", receipt["newAssignmentId"], *ANN))

    (result,) = done(everybody("--json sync", a_batch(tmp_path, start("op-1", session, seen)), *ANN)).json

    assert (result["outcome"], result["session"]["status"]) == ("revived", "in-progress")
    assert len(result["sameDay"]) == 1


def test_the_feed_is_read_on_from_where_it_ended(everybody: Mesocycle, tmp_path: Path) -> None:
    ann_follows(everybody, tmp_path)
    page = done(everybody("--json changes", *ANN)).json

    following = done(everybody(f"--json changes --since {page['seq']}", *ANN)).json

    assert {each["kind"] for each in page["changes"]} == {"assignment", "session", "receipt"}
    assert following["changes"] == []
    assert f"Read up to {page['seq']}" in done(everybody("changes", *ANN)).out


def test_a_phone_s_file_of_unsent_work_is_taken_in_whole_however_long(everybody: Mesocycle, tmp_path: Path) -> None:
    ann_follows(everybody, tmp_path)
    session = ids(everybody("--json session list", *ANN))[0]
    note = {"kind": "note", "body": {"notes": "Again."}}
    operations = [start(f"op-{number}", session) | (note if number else {}) for number in range(1_200)]
    path = tmp_path / "unsent.json"
    path.write_bytes(msgspec.json.encode({"epoch": "of another server", "operations": operations}))

    answered = done(everybody("--json sync", str(path), *ANN)).json

    assert [each["outcome"] for each in answered] == ["done"] * 1_200
