"""Tokens, invitations, sign-ins and calendar addresses by the client."""

import time

import pytest

from mesocycle.client import (
    Client,
    NewInvitation,
    NewToken,
    Refused,
    SignUp,
    TokenScope,
    UpkeepKind,
    UpkeepRun,
    UpkeepStatus,
    Visitor,
)
from mesocycle.client.access import ServerCare
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD, a_password, a_sign_in
from tests.arrange import a_trainer, a_user
from tests.client.conftest import ClientOf
from tests.server.served import Served


def test_who_signed_in_with_a_password_issues_a_token_and_revokes_it(db: Database, running: Served) -> None:
    ann = a_user(db)
    a_password(db, ann)
    with Visitor(running.address).sign_in(ann.email, PASSWORD) as signed_in:
        issued = signed_in.tokens.issue(NewToken(name="notebook", scope=TokenScope.READ))
        with Client(running.address, token=issued.secret) as notebook:
            who = notebook.sign_ins.who()
            with pytest.raises(Refused) as no:
                notebook.tokens.issue(NewToken(name="another"))
            signed_in.tokens.revoke(issued.token.id)
            with pytest.raises(Refused) as over:
                notebook.users.me()

    assert (who.user.id, who.scope, who.token_id) == ("ann", TokenScope.READ, issued.token.id)
    assert (no.value.code, over.value.status) == ("token-scope-too-small", 401)


def test_a_sign_in_ends_where_its_user_says_so(db: Database, running: Served) -> None:
    ann = a_user(db)
    a_password(db, ann)
    visitor = Visitor(running.address)
    with visitor.sign_in(ann.email, PASSWORD) as here, visitor.sign_in(ann.email, PASSWORD) as there:
        own = there.sign_ins.who().sign_in_id or ""
        listed = [each.id for each in here.sign_ins.every()]
        here.sign_ins.end(own)
        with pytest.raises(Refused) as over:
            there.users.me()
        here.sign_ins.sign_out()
        with pytest.raises(Refused) as out:
            here.users.me()

    assert own in listed
    assert len(listed) == 2
    assert (over.value.status, out.value.status) == (401, 401)


def test_whom_a_trainer_invites_signs_up_and_finds_the_coaching(
    db: Database, running: Served, client_of: ClientOf
) -> None:
    trainer = client_of(a_trainer(db))
    kept = trainer.invitations.invite(NewInvitation(email="ann@example.org"))
    other = trainer.invitations.invite(NewInvitation())
    trainer.invitations.withdraw(other.invitation.id)
    visitor = Visitor(running.address)
    visitor.sign_up(
        SignUp(
            email="ann@example.org",
            password=PASSWORD,
            name="Ann",
            time_zone="Europe/Berlin",
            invitation=kept.secret,
        )
    )

    with visitor.sign_in("ann@example.org", PASSWORD) as ann:
        [link] = ann.coachings.every()
        ann.coachings.accept(link.id)

    assert [each.used_by is not None for each in trainer.invitations.every()] == [True]
    assert [each.name for each in trainer.users.every()] == ["Ann", "Tom"]


def test_an_address_shows_the_calendar_until_it_is_revoked(db: Database, running: Served, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    issued = client.calendar_feeds.issue()
    visitor = Visitor(running.address)

    shown = visitor.calendar(issued.secret)
    client.calendar_feeds.revoke(issued.calendar_feed.id)

    assert shown.startswith(b"BEGIN:VCALENDAR")
    assert [each.revoked_at is not None for each in client.calendar_feeds.every()] == [True]
    with pytest.raises(Refused):
        visitor.calendar(issued.secret)


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
    assert {each.origin for each in server.settings()} >= {"MESOCYCLE_DATABASE_URL", "default"}


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
