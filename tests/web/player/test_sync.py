"""What the player sends is answered in words for its screen."""

from msgspec import json

from mesocycle.http.callers import csrf_token
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_user
from tests.web.visitor import Visitor


def sent(server: Client, visitor: Visitor, kind: str, session: str, lang: str = "en") -> dict[str, object]:
    """Send one operation, and give what became of it."""
    operation = {
        "_id": f"op-{kind}",
        "seenSeq": 0,
        "sessionId": session,
        "kind": kind,
        "at": "2026-01-05T09:00:00.000Z",
        "body": {},
    }
    secret = visitor.cookies["mesocycle_sign_in"]
    headers = {
        "content-type": "application/json",
        "accept-language": lang,
        "cookie": f"mesocycle_sign_in={secret}",
        "x-csrf-token": csrf_token(secret),
    }
    told = server.post("/player/sync", content=json.encode({"operations": [operation]}), headers=headers)
    (result,) = told.json()["results"]
    return dict(result)


def test_a_refusal_names_pages_and_no_request(db: Database, server: Client, anns: Visitor) -> None:
    refusal = sent(server, anns, "start", "nowhere")["refusal"]

    assert "GET" not in str(refusal)
    assert "/api" not in str(refusal)


def test_a_refusal_is_in_the_reader_s_language_where_the_catalogue_knows_it(
    db: Database, server: Client, anns: Visitor
) -> None:
    english, german = (sent(server, anns, "start", "nowhere", lang)["refusal"] for lang in ("en", "de"))

    assert english != german


def test_a_foreign_page_sends_in_vain(db: Database, server: Client, anns: Visitor) -> None:
    a_user(db, "bob")
    cookie = {"cookie": f"mesocycle_sign_in={anns.cookies['mesocycle_sign_in']}", "content-type": "application/json"}

    assert server.post("/player/sync", content=b'{"operations":[]}', headers=cookie).status_code == 403
