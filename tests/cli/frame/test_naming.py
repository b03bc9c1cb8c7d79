"""How things are named on the command line."""

from pathlib import Path

import msgspec
import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import MONDAY, ann_follows, at, done, ids


@pytest.fixture
def ann(everybody: Mesocycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mesocycle:
    """Give the program with Ann acting, who follows a routine."""
    at(monkeypatch, MONDAY)
    ann_follows(everybody, tmp_path)
    return lambda line, *more: everybody(f"--as ann@example.org {line}", *more)


def test_an_id_may_be_written_by_its_last_characters(ann: Mesocycle) -> None:
    first, *_ = ids(ann("--json session list"))

    assert done(ann("--json session show", first[-10:])).json["_id"] == first


def test_an_ending_that_several_ids_have_is_refused(ann: Mesocycle, tmp_path: Path) -> None:
    for name in ("mine-0001", "yours-0001"):
        body = {"scheduledDate": "2026-01-06", "repeatOf": ids(ann("--json session list"))[0]}
        operation = {"_id": name, "seenSeq": 0, "sessionId": name, "kind": "add", "at": MONDAY, "body": body}
        path = tmp_path / f"{name}.json"
        path.write_bytes(msgspec.json.encode([operation]))
        done(ann("sync", str(path)))

    ended = ann("--json session show 0001")

    assert (ended.code, ended.refusal["remedy"]) == (4, "Write more of the id.")
