"""The server itself, by the client."""

import time

import pytest

from mesocycle.client import Refused, UpkeepKind, UpkeepRun, UpkeepStatus
from mesocycle.client.server import ServerCare
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import a_sign_in
from tests.arrange import a_user
from tests.client.conftest import ClientOf


def ended(server: ServerCare, run: UpkeepRun) -> UpkeepRun:
    """Wait until something has ended."""
    deadline = time.monotonic() + 60
    while run.status is UpkeepStatus.RUNNING:
        assert time.monotonic() < deadline
        time.sleep(0.05)
        run = server.upkeep_run(run.id)
    return run


def test_an_admin_backs_up_checks_and_sees_what_came_of_it(db: Database, client_of: ClientOf) -> None:
    server = client_of(a_user(db, "ada", roles=(Role.ADMIN,))).server

    made = ended(server, server.back_up())
    checked = ended(server, server.check_backup(str(made.file)))
    verified = ended(server, server.verify())

    assert [made.status, checked.status, verified.status] == [UpkeepStatus.DONE] * 3
    assert str(made.file) in {each.file for each in server.backups()}
    assert [each.kind for each in server.upkeep()] == [UpkeepKind.VERIFY, UpkeepKind.CHECK_BACKUP, UpkeepKind.BACKUP]
    assert len(server.jobs(limit=2)) == 2
    assert server.state().users == 1
    assert {each.origin for each in server.settings()} == {"default"}


def test_an_admin_sees_where_somebody_is_signed_in_and_ends_it(db: Database, client_of: ClientOf) -> None:
    ada, ann = client_of(a_user(db, "ada", roles=(Role.ADMIN,))), a_user(db)
    a_sign_in(db, ann, now="2089-12-31T00:00:00.000Z")

    (browser,) = ada.users.sign_ins(ann.id)
    ada.users.end_sign_ins(ann.id)

    assert browser.user_id == ann.id
    assert list(ada.users.sign_ins(ann.id)) == []


def test_nobody_else_is_let_in(db: Database, client_of: ClientOf) -> None:
    with pytest.raises(Refused):
        client_of(a_user(db)).server.state()
