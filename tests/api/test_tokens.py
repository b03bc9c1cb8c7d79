"""`/tokens` over HTTP."""

import pytest

from mesocycle.storage.database import Database
from tests.api.conftest import Client, ClientOf, SignedClient
from tests.arrange import a_user


def test_a_token_is_issued_with_a_secret_that_opens_as_far_as_its_scope(
    db: Database, client_of: ClientOf, server: Client
) -> None:
    answer = client_of(a_user(db)).post("/tokens", json={"name": "watch", "days": 30})

    issued = answer.json()
    assert (answer.status_code, issued["token"]["name"], issued["token"]["scope"]) == (201, "watch", "read")
    assert answer.headers["cache-control"] == "no-store"
    watch = SignedClient(server, issued["secret"])
    assert watch.get("/users/me").status_code == 200
    assert watch.post("/tokens", json={"name": "more"}).json()["code"] == "token-scope-too-small"


def test_a_revoked_token_opens_nothing_and_stays_on_the_list(db: Database, client_of: ClientOf, server: Client) -> None:
    ann = client_of(a_user(db))
    issued = ann.post("/tokens", json={"name": "watch", "scope": "write"}).json()
    path = f"/tokens/{issued['token']['_id']}"
    key = {"idempotency-key": "revoke-1"}

    once, again = (ann.delete(path, headers=key) for _ in range(2))

    assert (once.status_code, again.content) == (200, once.content)
    assert "revokedAt" in once.json()
    assert SignedClient(server, issued["secret"]).get("/users/me").status_code == 401
    assert once.json() in ann.get("/tokens").json()["items"]


def test_tokens_are_listed_newest_first_without_their_secrets(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    for name in ("watch", "spreadsheet"):
        ann.post("/tokens", json={"name": name})

    first = ann.get("/tokens", params={"limit": 1}).json()
    rest = ann.get("/tokens", params={"after": first["next"]})

    assert [each["name"] for each in (*first["items"], *rest.json()["items"])][:2] == ["spreadsheet", "watch"]
    assert "mst_" not in rest.text


def test_nobody_sees_or_revokes_the_token_of_another(db: Database, client_of: ClientOf) -> None:
    ann, bob = client_of(a_user(db)), client_of(a_user(db, "bob"))
    token = ann.post("/tokens", json={"name": "watch"}).json()["token"]

    assert bob.delete(f"/tokens/{token['_id']}").status_code == 404
    assert token not in bob.get("/tokens").json()["items"]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [({"name": ""}, "name"), ({"name": "watch", "days": 0}, "days"), ({"name": "watch", "scope": "all"}, "scope")],
)
def test_a_token_that_can_t_be_is_refused(
    db: Database, client_of: ClientOf, wrong: dict[str, object], path: str
) -> None:
    answer = client_of(a_user(db)).post("/tokens", json=wrong)

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)
