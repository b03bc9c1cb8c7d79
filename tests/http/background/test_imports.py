"""Imports that run behind the requests."""

import sys
import threading

import pytest

from mesocycle.domain.imports.result import ImportStatus
from mesocycle.domain.instant import shifted
from mesocycle.http.background.imports import ImportRunner
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import runs as import_runs
from mesocycle.transfer.imports.run import begin_import
from tests.api.conftest import ClientOf
from tests.api.transfer.importing import WISH, HeldFile, a_file, now, taken
from tests.arrange import a_user, an_act


def test_an_import_of_a_server_that_is_gone_is_broken_off_and_the_file_is_sent_again(
    db: Database, client_of: ClientOf
) -> None:
    user = a_user(db)
    left = begin_import(db, user.id, WISH, an_act(user, shifted(now(), seconds=-import_runs.ALIVE_S - 1)))
    ann = client_of(user)

    found = ann.get(f"/imports/{left}").json()

    assert found["progress"]["status"] == "broken-off"
    assert taken(ann).progress["imported"] == 2


def test_what_a_stopping_server_does_not_finish_is_broken_off_at_once(db: Database) -> None:
    user = a_user(db)
    act = an_act(user, now())
    first, second = (begin_import(db, user.id, WISH, act) for _ in range(2))
    runner = ImportRunner(db)
    held = HeldFile(a_file())
    runner.take_up(user.id, first, WISH, held, act)  # type: ignore[arg-type]  # what is read of a file it can do
    waiting = HeldFile(a_file())
    runner.take_up(user.id, second, WISH, waiting, act)  # type: ignore[arg-type]  # the same
    held.reached.wait()

    stopping = threading.Thread(target=runner.close)
    stopping.start()
    while not runner._stopping.is_set():
        pass
    held.go_on.set()
    stopping.join()

    with db.read() as read:
        found = [import_runs.get(read, user.id, each, now()).progress for each in (first, second)]
    assert [each.status for each in found if each] == [ImportStatus.BROKEN_OFF] * 2
    assert (held.closed, waiting.closed) == (True, True)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("import")]


def test_a_stopped_runner_breaks_off_what_comes_too_late(db: Database) -> None:
    user = a_user(db)
    act = an_act(user, now())
    late = begin_import(db, user.id, WISH, act)
    runner = ImportRunner(db)
    runner.close()

    runner.take_up(user.id, late, WISH, HeldFile(b""), act)  # type: ignore[arg-type]  # what is read of a file it can do

    with db.read() as read:
        progress = import_runs.get(read, user.id, late, now()).progress
    assert progress is not None
    assert progress.status is ImportStatus.BROKEN_OFF


def test_others_have_short_turns_while_an_import_computes(db: Database) -> None:
    user = a_user(db)
    act = an_act(user, now())
    begun = begin_import(db, user.id, WISH, act)
    runner, held, before = ImportRunner(db), HeldFile(a_file()), sys.getswitchinterval()

    runner.take_up(user.id, begun, WISH, held, act)  # type: ignore[arg-type]  # what is read of a file it can do
    held.reached.wait()
    meanwhile = sys.getswitchinterval()
    held.go_on.set()
    runner.close()

    assert meanwhile == pytest.approx(0.000_02)
    assert sys.getswitchinterval() == before > 0.001
