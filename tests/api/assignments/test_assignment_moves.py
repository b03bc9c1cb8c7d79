"""An assignment is paused, resumed, shifted and ended over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.assignments.following import ann_follows
from tests.api.conftest import ClientOf


def test_an_assignment_is_paused_resumed_shifted_and_completed(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    ann, path = client_of(user), f"/routine-assignments/{receipt.new_assignment_id}"

    paused = ann.post(f"{path}/pause", json={"from": "2026-01-06"})
    again = ann.post(f"{path}/pause")
    resumed = ann.post(f"{path}/resume", json={"shift": True, "on": "2026-01-13"})
    shifted = ann.post(f"{path}/shift", json={"days": -1})
    completed = ann.post(f"{path}/complete")

    assert [each.status_code for each in (paused, again, resumed, shifted, completed)] == [200, 409, 200, 200, 200]
    assert again.json()["code"] == "pause-not-possible"
    assert [each["to"] for each in resumed.json()["moved"]] == ["2026-01-19", "2026-01-26", "2026-02-02"]
    assert len(shifted.json()["moved"]) == 4
    assert [each.json()["kind"] for each in (paused, resumed, shifted, completed)] == [
        "pause",
        "resume",
        "shift",
        "completion",
    ]
    assert ann.get(path).json()["status"] == "completed"
    assert ann.post(f"{path}/shift", json={"days": 1}).json()["code"] == "assignment-not-live"


def test_a_resumption_must_say_what_becomes_of_the_dates(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    ann, path = client_of(user), f"/routine-assignments/{receipt.new_assignment_id}"
    ann.post(f"{path}/pause")

    answer = ann.post(f"{path}/resume", json={})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "shift")
