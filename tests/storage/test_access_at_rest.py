"""What lies in the database, in a backup, and after an erasure, of all that opens a door."""

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.people.invite_user import invite_user
from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.people.make_reset_link import make_reset_link
from mesocycle.actions.people.reset_password import reset_password
from mesocycle.actions.people.sign_in import sign_in
from mesocycle.actions.people.sign_up import sign_up
from mesocycle.domain.people.caller import NewToken
from mesocycle.domain.people.invitation import NewInvitation
from mesocycle.domain.people.password import Credentials, PasswordReset
from mesocycle.domain.people.secret import SecretKind, digest
from mesocycle.domain.people.sign_up import SignUp, SignUpPolicy
from mesocycle.domain.people.user import Role, User
from mesocycle.domain.refusal import WrongPassword
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import callers
from mesocycle.storage.schema.upgrade import upgrade
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.restore import restore
from mesocycle.storage.upkeep.verify import verify
from tests.actions.signing_in import ADDRESS, PASSWORD
from tests.arrange import NOW, a_user, an_act

MISTYPED = "my secret diary password"
"""What somebody typed where their address belonged."""


def everything_said(db: Database, root: User) -> tuple[User, list[str]]:
    """Let Ann sign up, sign in, get a token and a link, and mistype; give her and all that was secret in it."""
    invited = invite_user(db, NewInvitation(email="ann@example.org"), an_act(root))
    told = SignUp(email="ann@example.org", password=PASSWORD, name="Ann", time_zone="UTC", invitation=invited.secret)
    ann = sign_up(db, told, SignUpPolicy.INVITATION, ADDRESS, NOW)
    shown = Credentials(email=ann.email, password=PASSWORD)
    cookie = sign_in(db, shown, ADDRESS, NOW, days=30)
    token = issue_token(db, NewToken(name="watch"), an_act(ann))
    link = make_reset_link(db, ann.id, an_act(root))
    for wrong in (replace(shown, password=MISTYPED), replace(shown, email=MISTYPED)):
        with pytest.raises(WrongPassword):
            sign_in(db, wrong, ADDRESS, NOW, days=30)
    bearers = [invited.secret, cookie.secret, token.secret, link.secret]
    return ann, [PASSWORD, MISTYPED, ADDRESS, *bearers, *(secret[4:] for secret in bearers)]


def all_values(db: Database) -> bytes:
    """Give every value of every row of every table, one after the other."""
    with db.read() as read:
        rows = [row for table in metadata.sorted_tables for row in read.execute(table.select())]
    return b"\n".join(each if isinstance(each, bytes) else str(each).encode() for row in rows for each in row)


def rows_of(db: Database, table: str) -> int:
    """Count a table's rows."""
    with db.read() as read:
        return len(read.execute(metadata.tables[table].select()).all())


@pytest.fixture
def root(db: Database) -> User:
    """Give an admin."""
    return a_user(db, "root", roles=(Role.ADMIN,))


def test_nothing_that_opens_a_door_lies_readable_in_any_table_or_file(db: Database, root: User, tmp_path: Path) -> None:
    ann, secrets = everything_said(db, root)

    stored = all_values(db)
    backup(db, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        stored += b"".join(archive.read(name) for name in archive.namelist())
    stored += b"".join(path.read_bytes() for path in tmp_path.glob("mesocycle.sqlite*"))

    assert ann.email.encode() in stored
    assert [secret for secret in secrets if secret.encode() in stored] == []


def test_an_erased_account_leaves_nothing_that_opens_or_names_it(db: Database, root: User) -> None:
    ann, _secrets = everything_said(db, root)
    invite_user(db, NewInvitation(), an_act(root))

    erase_account(db, ann.id, an_act(ann))

    left = all_values(db)
    assert ann.id.encode() not in left
    assert ann.email.encode() not in left
    assert {name: rows_of(db, name) for name in ("sign_in", "api_token", "password", "reset_link", "invitation")} == {
        "sign_in": 0,
        "api_token": 0,
        "password": 0,
        "reset_link": 0,
        "invitation": 1,
    }


def test_an_erased_admin_s_invitations_and_links_go_too(db: Database, root: User) -> None:
    other = a_user(db, "other", roles=(Role.ADMIN,))
    ann = a_user(db)
    make_reset_link(db, ann.id, an_act(other))
    invite_user(db, NewInvitation(), an_act(other))

    erase_account(db, other.id, an_act(root))

    assert b"other" not in all_values(db)


def test_a_restored_backup_keeps_passwords_tokens_sign_ins_and_links(db: Database, root: User, tmp_path: Path) -> None:
    ann, secrets = everything_said(db, root)
    *_others, cookie, token, link = secrets[3:7]
    backup(db, tmp_path / "backup.zip")
    url = f"sqlite:///{tmp_path / 'restored.sqlite'}"
    upgrade(url)
    restored = Database.open(url)

    restore(restored, tmp_path / "backup.zip")

    with restored.read() as read:
        by_token = callers.by_token(read, digest(token, SecretKind.TOKEN) or b"", NOW)
        by_cookie = callers.by_sign_in(read, digest(cookie, SecretKind.SIGN_IN) or b"", NOW)
        verification = verify(read)
    assert by_token is not None
    assert by_cookie is not None
    assert by_token.actor.id == by_cookie.actor.id == ann.id
    assert sign_in(restored, Credentials(email=ann.email, password=PASSWORD), ADDRESS, NOW, days=1).user == ann
    assert reset_password(restored, PasswordReset(secret=link, new_password=MISTYPED), NOW) == ann
    assert verification.sound
    assert verification.checked["api_token"] == 1
    restored.close()
