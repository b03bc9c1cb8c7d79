"""Changing a password over HTTP, and choosing a new one by a link."""

from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD, a_password
from tests.api.browser import Browser
from tests.api.conftest import Client, ClientOf
from tests.arrange import a_user

ANN = {"email": "ann@example.org", "password": PASSWORD}
OTHER = "four quite unrelated words"


def test_a_new_password_ends_all_sign_ins_but_this_one(db: Database, server: Client) -> None:
    a_password(db, a_user(db))
    here, there = Browser(server), Browser(server)
    here.sign_in(ANN)
    there.sign_in(ANN)

    answer = here.change("PUT", "/users/me/password", json={"oldPassword": PASSWORD, "newPassword": OTHER})

    assert (answer.status_code, answer.json()["_id"]) == (200, "ann")
    assert (here.get("/sign-in").status_code, there.get("/sign-in").status_code) == (200, 401)
    assert Browser(server).sign_in({**ANN, "password": OTHER})["user"]["_id"] == "ann"


def test_without_the_old_one_or_with_one_too_short_nothing_changes(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    a_password(db, user)
    ann = client_of(user)

    wrong = ann.put("/users/me/password", json={"oldPassword": OTHER, "newPassword": OTHER})
    short = ann.put("/users/me/password", json={"oldPassword": PASSWORD, "newPassword": "short"})

    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-password")
    assert (short.status_code, short.json()["errors"][0]["path"]) == (422, "newPassword")
    assert ann.post("/sign-in", json=ANN).status_code == 200


def test_an_admin_makes_a_link_by_which_a_password_is_chosen_once(
    db: Database, client_of: ClientOf, server: Client
) -> None:
    a_user(db)
    ada = client_of(a_user(db, "ada", roles=(Role.ADMIN,)))

    made = ada.post("/users/ann/reset-link")
    chosen = {"secret": made.json()["secret"], "newPassword": PASSWORD}
    once, again = (server.post("/api/v1/password-reset", json=chosen) for _ in range(2))

    assert (made.status_code, made.json()["resetLink"]["userId"]) == (201, "ann")
    assert made.headers["cache-control"] == "no-store"
    assert (once.status_code, once.json()["_id"]) == (200, "ann")
    assert (again.status_code, again.json()["code"]) == (403, "reset-link-not-valid")
    assert Browser(server).sign_in(ANN)["user"]["_id"] == "ann"
