"""Coming in, staying and leaving over HTTP: the cookie, what goes with it, and its limits."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from litestar.testing import TestClient

from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Role, User
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.people import request_key, sign_in
from tests.actions.signing_in import PASSWORD, a_password
from tests.api.browser import Browser
from tests.api.conftest import Client, ClientOf
from tests.arrange import a_trainer, a_user

ANN = {"email": "ann@example.org", "password": PASSWORD}
JOINING = {**ANN, "name": "Ann", "timeZone": "Europe/Berlin"}


@pytest.fixture
def ann(db: Database) -> User:
    """Give Ann, who has a password."""
    ann = a_user(db)
    a_password(db, ann)
    return ann


@pytest.fixture
def open_server(db: Database) -> Iterator[Client]:
    """Serve people behind TLS, and let anybody sign up."""
    settings = ServerSettings(threads=2, sign_up="open", public_url="https://training.example.org", sign_in_days=7)
    with TestClient(create_app(settings, db), raise_server_exceptions=False) as client:
        yield client


def test_the_right_password_sets_a_cookie_that_no_script_reads(server: Client, ann: User) -> None:
    answer = server.post("/api/v1/sign-in", json=ANN)

    assert answer.status_code == 200
    assert (answer.json()["user"]["_id"], answer.json()["scope"]) == ("ann", "write")
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith("mesocycle_sign_in=msi_")
    assert attributes == ["Path=/", "Max-Age=2592000", "HttpOnly", "SameSite=Lax"]
    assert answer.headers["cache-control"] == "no-store"
    assert "msi_" not in answer.text


def test_behind_tls_the_cookie_stays_there_for_the_days_that_are_set(open_server: Client, ann: User) -> None:
    answer = open_server.post("/api/v1/sign-in", json=ANN)

    assert "; Secure" in answer.headers["set-cookie"]
    assert "Max-Age=604800;" in answer.headers["set-cookie"]


@pytest.mark.parametrize("wrong", [{"password": "another password"}, {"email": "nobody@example.org"}])
def test_a_wrong_password_and_no_account_are_answered_alike(server: Client, ann: User, wrong: dict[str, str]) -> None:
    answer = server.post("/api/v1/sign-in", json={**ANN, **wrong})

    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-password")
    assert answer.json()["detail"] == "E-mail address and password do not belong together."
    assert "set-cookie" not in answer.headers


def test_after_ten_wrong_ones_the_right_one_waits_too(server: Client, ann: User) -> None:
    for number in range(10):
        assert server.post("/api/v1/sign-in", json={**ANN, "password": f"wrong {number}"}).status_code == 401

    answer = server.post("/api/v1/sign-in", json=ANN)

    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-attempts")
    assert 0 < int(answer.headers["retry-after"]) <= 900


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_no_form_of_a_foreign_page_signs_anybody_in(server: Client, ann: User, media_type: str) -> None:
    body = '{"email":"ann@example.org","password":"three unrelated words"}'

    answer = server.post("/api/v1/sign-in", content=body, headers={"content-type": media_type})

    assert answer.status_code == 415
    assert "set-cookie" not in answer.headers


def test_a_browser_with_an_old_cookie_signs_in_anew(server: Client, ann: User) -> None:
    browser = Browser(server)
    browser.sign_in(ANN)
    browser.change("POST", "/sign-out/everywhere")

    assert server.post("/api/v1/sign-in", json=ANN, headers={"cookie": browser.cookie}).status_code == 200


def test_a_browser_asks_who_it_is_and_gets_what_goes_with_its_changes(server: Client, ann: User) -> None:
    browser = Browser(server)
    begun = browser.sign_in(ANN)

    assert browser.get("/sign-in").json() == begun
    assert browser.change("PATCH", "/users/me", json={"name": "Anna"}).status_code == 200


def test_a_token_asks_who_it_is_and_what_it_may(db: Database, client_of: ClientOf, ann: User) -> None:
    answer = client_of(ann, TokenScope.READ).get("/sign-in").json()

    assert (answer["user"]["_id"], answer["scope"], answer["tokenId"]) == ("ann", "read", "token-ann-read")
    assert "csrfToken" not in answer


def test_a_page_that_has_only_the_cookie_changes_nothing(server: Client, ann: User) -> None:
    browser = Browser(server)
    browser.sign_in(ANN)

    for sent in ({}, {"x-csrf-token": "0" * 64}):
        answer = server.patch("/api/v1/users/me", json={"name": "X"}, headers={"cookie": browser.cookie, **sent})
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign-page")

    assert browser.get("/users/me").json()["name"] == "Ann"


def test_signing_out_ends_this_browser_s_sign_in_and_no_other(server: Client, ann: User) -> None:
    here, there = Browser(server), Browser(server)
    here.sign_in(ANN)
    there.sign_in(ANN)

    answer = here.change("POST", "/sign-out")

    assert answer.status_code == 204
    assert answer.headers["set-cookie"].startswith("mesocycle_sign_in=; Path=/; Max-Age=0;")
    assert here.get("/sign-in").status_code == 401
    assert there.get("/sign-in").status_code == 200


def test_signing_out_everywhere_leaves_tokens_good(server: Client, client_of: ClientOf, ann: User) -> None:
    here, there = Browser(server), Browser(server)
    here.sign_in(ANN)
    there.sign_in(ANN)

    assert here.change("POST", "/sign-out/everywhere").status_code == 204

    assert (here.get("/sign-in").status_code, there.get("/sign-in").status_code) == (401, 401)
    assert client_of(ann).get("/users/me").status_code == 200


def test_a_token_can_t_sign_out(client_of: ClientOf, ann: User) -> None:
    answer = client_of(ann).post("/sign-out")

    assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")
    assert "tokens" in answer.json()["remedy"]


def test_sign_ins_are_listed_newest_first_and_one_is_ended_from_another(server: Client, ann: User) -> None:
    here, there = Browser(server), Browser(server)
    first = there.sign_in(ANN)["signInId"]
    second = here.sign_in(ANN)["signInId"]

    listed = here.get("/sign-ins?limit=1").json()
    rest = here.get(f"/sign-ins?after={listed['next']}").json()
    ended = here.change("DELETE", f"/sign-ins/{first}")

    assert [each["_id"] for each in (*listed["items"], *rest["items"])] == [second, first]
    assert (ended.status_code, there.get("/sign-in").status_code) == (204, 401)
    assert here.change("DELETE", f"/sign-ins/{first}").status_code == 404


def test_the_sign_in_of_somebody_else_is_not_there(
    server: Client, client_of: ClientOf, db: Database, ann: User
) -> None:
    browser = Browser(server)
    mine = browser.sign_in(ANN)["signInId"]

    assert client_of(a_user(db, "bob")).delete(f"/sign-ins/{mine}").status_code == 404

    assert browser.get("/sign-in").status_code == 200


def test_a_browser_that_comes_back_stays_signed_in_longer(db: Database, open_server: Client, ann: User) -> None:
    browser = Browser(open_server)
    browser.sign_in(ANN)
    long_ago = {"last_used_at": "2020-01-01T00:00:00.000Z", "expires_at": "9000-01-01T00:00:00.000Z"}
    db.write_across_owners(lambda connection: connection.execute(sa.update(sign_in).values(**long_ago)))

    renewed, again = browser.get("/users/me"), browser.get("/users/me")

    assert renewed.headers["set-cookie"].startswith(f"{browser.cookie}; Path=/; Max-Age=604800;")
    assert "set-cookie" not in again.headers


def test_where_anybody_may_they_sign_up_and_then_in(db: Database, open_server: Client) -> None:
    a_user(db, "root", roles=(Role.ADMIN,))

    answer = open_server.post("/api/v1/sign-up", json=JOINING)

    assert (answer.status_code, answer.json()["roles"]) == (201, ["athlete"])
    assert open_server.post("/api/v1/sign-in", json=ANN).status_code == 200
    assert open_server.post("/api/v1/sign-up", json=JOINING).json()["code"] == "already-exists"


def test_elsewhere_only_with_an_invitation(db: Database, server: Client, client_of: ClientOf) -> None:
    secret = client_of(a_trainer(db)).post("/invitations", json={}).json()["secret"]

    without = server.post("/api/v1/sign-up", json=JOINING)
    invited = server.post("/api/v1/sign-up", json={**JOINING, "invitation": secret})
    again = server.post("/api/v1/sign-up", json={**JOINING, "email": "bob@example.org", "invitation": secret})

    assert (without.status_code, without.json()["code"]) == (403, "sign-up-closed")
    assert invited.status_code == 201
    assert (again.status_code, again.json()["code"]) == (403, "invitation-not-valid")


def test_of_all_that_is_secret_in_it_no_answer_is_kept(db: Database, server: Client, ann: User) -> None:
    browser = Browser(server)
    key = {"idempotency-key": "once"}
    browser.sign_in(ANN, headers=key)
    browser.change("POST", "/tokens", json={"name": "watch"}, headers=key)
    browser.change("PUT", "/users/me/password", headers=key, json={"oldPassword": PASSWORD, "newPassword": PASSWORD})

    with db.read() as read:
        assert read.execute(sa.select(request_key)).all() == []
