"""The admin's pages: people, roles, invitations, upkeep, settings; each deed says beforehand what it does."""

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from litestar.testing import TestClient

from mesocycle.domain.people.user import Role, User
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import sign_ins, users
from tests.actions.signing_in import a_sign_in
from tests.api.conftest import Client
from tests.arrange import a_user
from tests.web.readers import LANGUAGES
from tests.web.visitor import Visitor

PAGES = ("/admin", "/admin/people", "/admin/people/ann", "/admin/people/ann/erase", "/admin/invitations",
         "/admin/upkeep", "/admin/settings")  # fmt: skip


def sent(visitor: Visitor, path: str, **fields: str) -> httpx.Response:
    """Send a form."""
    return visitor.send(path, dict(fields))


@pytest.fixture
def server(db: Database, tmp_path: Path) -> Iterator[Client]:
    """Serve the test's database; backups lie in a folder of the test."""
    settings = ServerSettings(threads=2, requests_per_minute=1_000_000, backup_folder=str(tmp_path / "backups"))
    with TestClient(create_app(settings, db, origins={"backup_folder": "MESOCYCLE_BACKUP_FOLDER"})) as client:
        yield client


@pytest.fixture
def ada(db: Database) -> User:
    """Add Ada, the admin."""
    return a_user(db, "ada", roles=(Role.ADMIN, Role.ATHLETE))


@pytest.fixture
def adas(db: Database, server: Client, ada: User, ann: User) -> Visitor:
    """Give Ada's browser, signed in; Ann is there too."""
    return Visitor(server).sign_in(db, ada)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_every_language(adas: Visitor, path: str, lang: str) -> None:
    answer = adas.get(f"{path}?lang={lang}")

    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text


def test_an_admin_comes_to_the_pages_from_their_settings_and_others_do_not(
    db: Database, server: Client, adas: Visitor, ann: User
) -> None:
    assert 'href="/admin"' in adas.get("/settings").text
    assert 'href="/admin"' not in Visitor(server).sign_in(db, ann).get("/settings").text


def test_somebody_is_added_given_roles_and_a_whole_link_to_a_password(
    db: Database, server: Client, adas: Visitor
) -> None:
    added = sent(adas, "/admin/people", email="dan@example.org", name="Dan", timeZone="Europe/Berlin", athlete="yes")
    path = added.headers["location"].partition("?")[0]
    sent(adas, f"{path}/roles", athlete="yes", trainer="yes")
    page = sent(adas, f"{path}/reset-link").text
    link = html.unescape(re.search(r"data-secret>([^<]+)<", page)[1])  # type: ignore[index]  # it is there

    with db.read() as read:
        dan = users.get_by_email(read, "dan@example.org")
    assert dan.roles == (Role.ATHLETE, Role.TRAINER)
    assert link.startswith("http://127.0.0.1:8000/password-reset?secret=msr_")
    assert Visitor(server).get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_the_last_admin_stays_one_and_is_told_why(adas: Visitor) -> None:
    answer = sent(adas, "/admin/people/ada/roles", athlete="yes")

    assert answer.status_code == 403
    assert 'role="alert"' in answer.text


def test_whoever_is_signed_out_everywhere_has_to_come_in_again(db: Database, adas: Visitor, ann: User) -> None:
    a_sign_in(db, ann, now="2089-12-31T00:00:00.000Z")
    before = adas.get("/admin/people/ann").text

    sent(adas, "/admin/people/ann/sign-out")

    assert "in 1 browser" in before
    with db.read() as read:
        assert sign_ins.of_user(read, ann.id, "2026-01-05T09:00:00.000Z") == []


def test_an_account_goes_only_by_its_own_address(db: Database, adas: Visitor) -> None:
    told = adas.get("/admin/people/ann/erase").text
    wrong = sent(adas, "/admin/people/ann/erase", email="bob@example.org")
    right = sent(adas, "/admin/people/ann/erase", email="Ann@example.org")

    assert "0 sessions" in told
    assert "Type ann@example.org" in told
    assert wrong.status_code == 422
    assert right.status_code == 303
    with db.read() as read:
        assert [each.id for each in users.all_users(read)] == ["ada"]


def test_an_invitation_is_a_whole_link_that_lets_somebody_sign_up_until_it_is_withdrawn(
    server: Client, adas: Visitor
) -> None:
    page = sent(adas, "/admin/invitations", email="eve@example.org", days="3", athlete="yes").text
    link = html.unescape(re.search(r"data-secret>([^<]+)<", page)[1])  # type: ignore[index]  # it is there
    form = Visitor(server).get(link.removeprefix("http://127.0.0.1:8000")).text
    withdraw = re.search(r'action="(/admin/invitations/[^"]+/withdraw)"', adas.get("/admin/invitations").text)

    assert "eve@example.org" in page
    assert link.partition("secret=")[2] in form
    assert link.partition("secret=")[2] not in adas.get("/admin/invitations").text
    assert withdraw is not None
    assert sent(adas, withdraw[1]).status_code == 303
    assert "/withdraw" not in adas.get("/admin/invitations").text


def test_backups_and_checks_are_begun_on_a_page_that_looks_again_until_they_have_ended(adas: Visitor) -> None:
    def until_done() -> str:
        deadline = time.monotonic() + 60
        while "data-again" in (text := adas.get("/admin/upkeep").text):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        return text

    sent(adas, "/admin/upkeep", kind="backup")
    made = until_done()
    file = re.search(r'name="file" value="([^"]+)"', made)
    assert file is not None
    sent(adas, "/admin/upkeep", kind="check-backup", file=file[1])
    until_done()
    sent(adas, "/admin/upkeep", kind="verify")
    verified = until_done()

    assert "everything holds" in verified
    assert "everything holds" in adas.get("/admin").text


def test_settings_are_told_with_where_they_come_from(adas: Visitor) -> None:
    told = adas.get("/admin/settings").text

    assert "MESOCYCLE_BACKUP_FOLDER" in told
    assert "as it is without being set" in told
