"""Coming in by pages: the cookie, its secret, and what is said when it does not work."""

import re

from litestar.testing import TestClient

from mesocycle.domain.people.user import User
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD, a_password
from tests.api.conftest import Client
from tests.arrange import a_user
from tests.web.visitor import Visitor

JOINING = {
    "name": "Bea <b>&\"'",
    "email": "bea@example.org",
    "password": "three unrelated words",
    "units": "imperial",
    "timeZone": "America/Denver",
}


def test_signing_in_sets_a_cookie_that_no_script_and_no_other_site_uses(
    visitor: Visitor, db: Database, ann: User
) -> None:
    a_password(db, ann)

    answer = visitor.send_bare("/sign-in", {"email": ann.email, "password": PASSWORD, "next": "/calendar"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/calendar")
    assert "; HttpOnly; SameSite=Lax" in answer.headers["set-cookie"]


def test_behind_tls_the_cookie_is_sent_over_tls_only(db: Database, ann: User) -> None:
    a_password(db, ann)
    settings = ServerSettings(threads=2, public_url="https://training.example.org")
    with TestClient(create_app(settings, db)) as client:
        answer = Visitor(client).send_bare("/sign-in", {"email": ann.email, "password": PASSWORD})

    assert answer.headers["set-cookie"].endswith("; Secure")


def test_signing_in_never_goes_on_with_a_secret_that_the_browser_brought(
    visitor: Visitor, db: Database, ann: User
) -> None:
    a_password(db, ann)
    visitor.cookies["mesocycle_sign_in"] = "msi_planted"

    visitor.send_bare("/sign-in", {"email": ann.email, "password": PASSWORD})

    assert visitor.cookies["mesocycle_sign_in"] != "msi_planted"
    assert Visitor(visitor._server, cookie="mesocycle_sign_in=msi_planted").get("/today").status_code == 303


def test_a_wrong_password_shows_the_form_again_with_the_address_typed(
    visitor: Visitor, db: Database, ann: User
) -> None:
    a_password(db, ann)

    answer = visitor.send_bare("/sign-in", {"email": ann.email, "password": "not this one"})

    assert answer.status_code == 401
    assert "do not belong together" in answer.text
    assert f'value="{ann.email}"' in answer.text
    assert "not this one" not in answer.text


def test_whoever_signs_in_is_led_nowhere_else(visitor: Visitor, db: Database, ann: User) -> None:
    a_password(db, ann)

    answer = visitor.send_bare("/sign-in", {"email": ann.email, "password": PASSWORD, "next": "//elsewhere.example"})

    assert answer.headers["location"] == "/"


def test_signing_out_ends_the_sign_in_on_the_server_too(anns: Visitor) -> None:
    before = dict(anns.cookies)

    answer = anns.send("/sign-out")

    anns.cookies = before
    assert answer.headers["location"] == "/sign-in?done=signed-out"
    assert anns.get("/today").status_code == 303


def test_a_name_of_any_signs_is_shown_as_it_is(visitor: Visitor, db: Database, ann: User) -> None:
    answer = visitor.send_bare("/sign-up", JOINING)

    page = visitor.get("/settings").text
    assert (answer.status_code, answer.headers["location"]) == (303, "/first-steps")
    assert "Bea &lt;b&gt;&amp;&#34;&#39;" in page
    assert "<b>" not in page


def test_what_is_wrong_with_a_new_account_is_said_beside_what_was_typed(
    visitor: Visitor, db: Database, ann: User
) -> None:
    answer = visitor.send_bare("/sign-up", {**JOINING, "password": "short"})

    assert answer.status_code == 422
    assert 'value="bea@example.org"' in answer.text
    assert "Password: is shorter than 10 characters" in answer.text


def test_on_a_closed_server_the_page_says_so(db: Database, ann: User) -> None:
    with TestClient(create_app(ServerSettings(threads=2, sign_up="closed"), db)) as client:
        answer = Visitor(client).get("/sign-up")

    assert "<form" not in answer.text
    assert "Ask whoever runs it." in answer.text


def test_a_reset_link_that_is_not_good_changes_nothing(server: Client, visitor: Visitor, ann: User) -> None:
    answer = visitor.send_bare("/password-reset", {"secret": "no such", "newPassword": "three unrelated words"})

    assert answer.status_code == 403
    assert answer.headers["cache-control"] == "no-store"


def test_a_trainer_invites_somebody_new_by_a_link_that_brings_the_invitation(
    db: Database, server: Client, toms: Visitor
) -> None:
    shown = toms.send("/invite", {"email": "zoe@example.org"})
    link = re.search(r"/sign-up\?secret=([^<\s]+)", shown.text)
    assert link

    zoe = Visitor(server)
    fields = {"name": "Zoe", "email": "zoe@example.org", "password": "three unrelated words", "timeZone": "UTC"}
    zoe.send_bare("/sign-up", {**fields, "invitation": link[1]})

    assert shown.headers["cache-control"] == "no-store"
    assert "/coaching/" in zoe.get("/first-steps").text


def test_a_trainer_invites_somebody_who_is_here_and_nobody_twice(db: Database, toms: Visitor) -> None:
    a_user(db, "ben")

    answers = [toms.send("/invite", {"email": "ben@example.org"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 409]


def test_who_is_no_trainer_invites_nobody(anns: Visitor) -> None:
    assert [anns.get("/invite").status_code, anns.send("/invite", {"email": "x@example.org"}).status_code] == [403, 403]
