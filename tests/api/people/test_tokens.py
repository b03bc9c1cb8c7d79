"""`/tokens` over HTTP."""

from typing import Any

import httpx
import pytest

from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD, a_password
from tests.api.browser import Browser
from tests.api.conftest import Client, ClientOf, SignedClient
from tests.arrange import a_user


@pytest.fixture
def ann(db: Database, server: Client) -> Browser:
    """Give Ann's browser, signed in."""
    a_password(db, a_user(db))
    browser = Browser(server)
    browser.sign_in({"email": "ann@example.org", "password": PASSWORD})
    return browser


def issue(browser: Browser, **said: Any) -> httpx.Response:  # noqa: ANN401  # also what no token may say
    return browser.change("POST", "/tokens", json={"name": "watch", **said})


def test_a_token_is_issued_with_a_secret_that_opens_as_far_as_its_scope(ann: Browser, server: Client) -> None:
    answer = issue(ann, days=30)

    issued = answer.json()
    assert (answer.status_code, issued["token"]["name"], issued["token"]["scope"]) == (201, "watch", "read")
    assert answer.headers["cache-control"] == "no-store"
    watch = SignedClient(server, issued["secret"])
    assert watch.get("/users/me").status_code == 200
    assert watch.patch("/users/me", json={"name": "Anna"}).json()["code"] == "token-scope-too-small"


def test_a_token_issues_no_other_that_could_outlive_it(ann: Browser, server: Client) -> None:
    watch = SignedClient(server, issue(ann, scope="write").json()["secret"])

    refused = watch.post("/tokens", json={"name": "more", "scope": "write"})

    assert (refused.status_code, refused.json()["code"]) == (403, "not-permitted")
    assert "Sign in" in refused.json()["remedy"]
    assert [each["name"] for each in ann.get("/tokens").json()["items"]] == ["watch"]


def test_a_revoked_token_opens_nothing_and_stays_on_the_list(ann: Browser, server: Client) -> None:
    issued = issue(ann, scope="write").json()
    path = f"/tokens/{issued['token']['_id']}"
    key = {"idempotency-key": "revoke-1"}

    once, again = (ann.change("DELETE", path, headers=key) for _ in range(2))

    assert (once.status_code, again.content) == (200, once.content)
    assert "revokedAt" in once.json()
    assert SignedClient(server, issued["secret"]).get("/users/me").status_code == 401
    assert once.json() in ann.get("/tokens").json()["items"]


def test_tokens_are_listed_newest_first_without_their_secrets(ann: Browser) -> None:
    for name in ("watch", "spreadsheet"):
        issue(ann, name=name)

    first = ann.get("/tokens?limit=1").json()
    rest = ann.get(f"/tokens?after={first['next']}")

    assert [each["name"] for each in (*first["items"], *rest.json()["items"])] == ["spreadsheet", "watch"]
    assert "mst_" not in rest.text


def test_nobody_sees_or_revokes_the_token_of_another(ann: Browser, db: Database, client_of: ClientOf) -> None:
    bob = client_of(a_user(db, "bob"))
    token = issue(ann).json()["token"]

    assert bob.delete(f"/tokens/{token['_id']}").status_code == 404
    assert token not in bob.get("/tokens").json()["items"]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [({"name": ""}, "name"), ({"name": "watch", "days": 0}, "days"), ({"name": "watch", "scope": "all"}, "scope")],
)
def test_a_token_that_can_t_be_is_refused(ann: Browser, wrong: dict[str, object], path: str) -> None:
    answer = issue(ann, **wrong)

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)
