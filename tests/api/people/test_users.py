"""`/users` over HTTP."""

import pytest

from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from tests.actions.signing_in import PASSWORD, a_password
from tests.api.conftest import Client, ClientOf
from tests.arrange import a_coaching, a_trainer, a_user, an_act

BOB = {"email": "Bob@example.org", "name": "Bob", "timeZone": "Europe/London", "units": "imperial"}


def test_everybody_gets_themselves(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = ann.get("/users/me")

    assert (answer.json()["email"], answer.json()["timeZone"]) == ("ann@example.org", "Europe/Berlin")
    assert ann.get("/users/ann").json() == answer.json()
    assert ann.get("/users/me", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_settings_change_in_part_and_null_takes_away(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    ann.patch("/users/me", json={"defaultTime": "07:00", "loadStep": {"default": 2.5}})

    answer = ann.patch("/users/me", json={"defaultTime": None, "units": "imperial"})

    changed = answer.json()
    assert "defaultTime" not in changed
    assert (changed["units"], changed["loadStep"], changed["name"]) == ("imperial", {"default": 2.5}, "Ann")
    assert ann.get("/users/me").headers["etag"] == answer.headers["etag"]


def test_settings_that_were_changed_meanwhile_are_not_overwritten(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    seen = ann.get("/users/me").headers["etag"]
    ann.patch("/users/me", json={"name": "Anna"})

    answer = ann.patch("/users/me", json={"name": "Annie"}, headers={"if-match": seen})

    assert (answer.status_code, answer.headers["etag"]) == (412, ann.get("/users/me").headers["etag"])
    assert ann.get("/users/me").json()["name"] == "Anna"


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"timeZone": "Mars/Olympus"}, "timeZone"),
        ({"name": 7}, "name"),
        ({"name": None}, "name"),
        ({"colour": "red"}, "colour"),
        ({"loadStep": {"default": 0}}, "loadStep.default"),
    ],
)
def test_settings_that_can_t_be_are_refused_with_their_place(
    db: Database, client_of: ClientOf, wrong: dict[str, object], path: str
) -> None:
    answer = client_of(a_user(db)).patch("/users/me", json=wrong)

    assert answer.status_code == 422
    assert [each["path"] for each in answer.json()["errors"]] == [path]


def test_nobody_gives_themselves_a_role_and_an_admin_does(db: Database, client_of: ClientOf) -> None:
    ann, ada = client_of(a_user(db)), client_of(a_user(db, "ada", roles=(Role.ADMIN,)))

    own = ann.patch("/users/me", json={"roles": ["athlete", "admin"]})
    given = ada.patch("/users/ann", json={"roles": ["athlete", "trainer"]})

    assert (own.status_code, own.json()["code"]) == (403, "not-permitted")
    assert given.json()["roles"] == ["athlete", "trainer"]


def test_a_token_that_only_reads_changes_no_settings(db: Database, client_of: ClientOf) -> None:
    answer = client_of(a_user(db), TokenScope.READ).patch("/users/me", json={"name": "Anna"})

    assert (answer.status_code, answer.json()["code"]) == (403, "token-scope-too-small")


def test_people_see_each_other_while_there_is_coaching_between_them(db: Database, client_of: ClientOf) -> None:
    tom, ann, bob = a_trainer(db), a_user(db), a_user(db, "bob")
    a_coaching(db, tom, ann)
    a_coaching(db, tom, bob)
    end_coaching(db, "tom", an_act(bob))

    def seen(name: str) -> list[str]:
        client = client_of({"tom": tom, "ann": ann, "bob": bob}[name])
        return [each["_id"] for each in client.get("/users").json()["items"]]

    assert (seen("tom"), seen("ann"), seen("bob")) == (["ann", "tom"], ["ann", "tom"], ["bob"])
    assert client_of(tom).get("/users/ann").status_code == 200
    assert client_of(tom).get("/users/bob").content == client_of(tom).get("/users/nobody").content


def test_an_admin_lists_everybody_page_by_page(db: Database, client_of: ClientOf) -> None:
    ada = client_of(a_user(db, "ada", roles=(Role.ADMIN,)))
    for name in ("cleo", "bob", "dan"):
        a_user(db, name)

    names, after = [], None
    for _ in range(4):
        page = ada.get("/users", params={"limit": 1} | ({"after": after} if after else {})).json()
        names += [each["_id"] for each in page["items"]]
        after = page.get("next")
        a_user(db, f"b{len(names)}")  # whoever comes in before what was seen moves nothing

    assert (names[0], names[-1], len(set(names))) == ("ada", "b3", 4)
    assert ada.get("/users", params={"after": "none"}).json()["errors"][0]["path"] == "after"


def test_an_admin_adds_a_user_once_however_often_it_is_sent(db: Database, client_of: ClientOf) -> None:
    ada = client_of(a_user(db, "ada", roles=(Role.ADMIN,)))
    key = {"idempotency-key": "add-bob"}

    once, again = (ada.post("/users", json=BOB, headers=key) for _ in range(2))

    assert (once.status_code, once.json()["email"]) == (201, "bob@example.org")
    assert (again.status_code, again.content, again.headers["idempotency-replayed"]) == (201, once.content, "true")
    assert ada.get(once.headers["location"]).json() == once.json()
    assert ada.post("/users", json=BOB).json()["code"] == "already-exists"
    assert ada.post("/users", json={**BOB, "name": "Rob"}, headers=key).json()["code"] == "key-used-otherwise"


def test_a_user_with_an_id_from_elsewhere_is_added_once_too(db: Database, client_of: ClientOf) -> None:
    ada = client_of(a_user(db, "ada", roles=(Role.ADMIN,)))
    key = {"idempotency-key": "add-bob"}

    once, again = (ada.post("/users", json={"_id": "bob", **BOB}, headers=key) for _ in range(2))

    assert (once.status_code, again.content) == (201, once.content)
    assert ada.post("/users", json={"_id": "bob", **BOB, "email": "b@example.org"}).status_code == 409


def test_an_account_is_erased_with_its_password_alone(db: Database, client_of: ClientOf, server: Client) -> None:
    user = a_user(db)
    a_password(db, user)
    ann = client_of(user)

    wrong = ann.post("/users/me/erase", json={"password": "another password"})
    straight = ann.delete("/users/ann")
    right = ann.post("/users/me/erase", json={"password": PASSWORD})

    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-password")
    assert (straight.status_code, right.status_code) == (403, 204)
    assert ann.get("/users/me").status_code == 401
    with db.read() as read:
        assert users.all_users(read) == []


def test_an_admin_erases_a_user(db: Database, client_of: ClientOf) -> None:
    ada = client_of(a_user(db, "ada", roles=(Role.ADMIN,)))
    a_user(db)

    assert ada.delete("/users/ann").status_code == 204

    assert ada.delete("/users/ann").status_code == 404
    assert ada.delete("/users/ada").status_code == 204
