"""`/invitations` over HTTP."""

from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_trainer, a_user


def test_a_trainer_invites_an_athlete_with_a_code_that_is_shown_once(db: Database, client_of: ClientOf) -> None:
    tom = client_of(a_trainer(db))

    answer = tom.post("/invitations", json={"email": "Ann@Example.org"})

    made = answer.json()
    assert (answer.status_code, made["secret"][:4], made["invitation"]["email"]) == (201, "msn_", "ann@example.org")
    assert answer.headers["cache-control"] == "no-store"
    listed = tom.get("/invitations")
    assert listed.json() == {"items": [made["invitation"]]}
    assert "msn_" not in listed.text


def test_nobody_invites_into_more_than_they_may(db: Database, client_of: ClientOf) -> None:
    answer = client_of(a_trainer(db)).post("/invitations", json={"roles": ["admin"]})

    assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


def test_whoever_is_here_already_is_not_invited(db: Database, client_of: ClientOf) -> None:
    a_user(db)

    answer = client_of(a_trainer(db)).post("/invitations", json={"email": "ann@example.org"})

    assert (answer.status_code, answer.json()["code"]) == (409, "already-exists")


def test_one_s_own_are_listed_and_withdrawn_and_an_admin_sees_all(db: Database, client_of: ClientOf) -> None:
    tom, otto = client_of(a_trainer(db)), client_of(a_trainer(db, "otto"))
    ada = client_of(a_user(db, "ada", roles=(Role.ADMIN,)))
    first, second = (tom.post("/invitations", json={}).json()["invitation"] for _ in range(2))
    path = f"/invitations/{first['_id']}"

    assert otto.get("/invitations").json() == {"items": []}
    assert otto.delete(path).status_code == 404
    assert ada.get("/invitations").json() == {"items": [second, first]}
    assert tom.delete(path).json() == first
    assert tom.delete(path).status_code == 404
    assert ada.delete(f"/invitations/{second['_id']}").json() == second
