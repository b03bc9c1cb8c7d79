"""What is forgotten after its time."""

from contextlib import closing
from threading import Event
from typing import cast

import pytest

from mesocycle.domain.instant import shifted
from mesocycle.domain.people.user import User
from mesocycle.http.background import forgetting
from mesocycle.http.background.forgetting import KEPT_DAYS, forget_old_answers
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import runs as import_runs
from mesocycle.storage.tables.people import request_key
from tests.api.conftest import ClientOf
from tests.api.transfer.importing import now, taken
from tests.arrange import a_user
from tests.http.asking import KEY


def test_answers_older_than_a_day_are_forgotten_and_younger_ones_kept(
    db: Database, ann: User, client_of: ClientOf, session_id: str
) -> None:
    client = client_of(ann)
    client.post(f"/workout-sessions/{session_id}/start", headers=KEY)
    client.post(f"/workout-sessions/{session_id}/complete", headers={"idempotency-key": "another"})
    old = request_key.update().where(request_key.c.key == "another").values(at="2020-01-01T00:00:00.000Z")
    db.write_across_owners(lambda connection: connection.execute(old))

    assert forget_old_answers(db) == 1

    with db.read() as read:
        assert [row.key for row in read.execute(request_key.select())] == [KEY["idempotency-key"]]


def test_items_are_forgotten_after_a_month_and_the_import_stays(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    made = taken(ann).id

    import_runs.forget(db, shifted(now(), days=KEPT_DAYS))

    assert ann.get(f"/imports/{made}").json()["sessions"] == 2
    assert ann.get(f"/imports/{made}/items").status_code == 404


def test_what_can_t_be_forgotten_now_keeps_nothing_else_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    both = Event()

    def defect(_: object) -> None:
        tried.append("answers")
        raise RuntimeError

    def note(_: object) -> None:
        tried.append("imports")
        if tried.count("imports") > 1:
            both.set()

    monkeypatch.setattr(forgetting, "_EVERY_S", 0.001)
    monkeypatch.setattr(forgetting, "forget_old_answers", defect)
    monkeypatch.setattr(forgetting, "forget_old_imports", note)
    with closing(forgetting.Forgetting(cast("Database", None))):
        assert both.wait(10)

    assert tried[:4] == ["answers", "imports", "answers", "imports"]
