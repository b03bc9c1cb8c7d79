"""People: roles, links to a password, sign-outs, the end of an account."""

import html
import re

from mesocycle.domain.people.user import Role, User
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from tests.api.conftest import Client
from tests.web.admin.sending import sent
from tests.web.visitor import Visitor


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


def test_whoever_is_signed_out_everywhere_has_to_come_in_again(
    db: Database, server: Client, adas: Visitor, ann: User
) -> None:
    anns = Visitor(server).sign_in(db, ann)
    before = adas.get("/admin/people/ann").text

    sent(adas, "/admin/people/ann/sign-out")

    assert "in 1 browser" in before
    assert anns.get("/today").headers["location"].startswith("/sign-in")


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
