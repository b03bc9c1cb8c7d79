"""What a browser asks for so that it is called, and who may ask."""

from mesocycle.domain.document import encode
from mesocycle.domain.people.device import Device, RestCall
from mesocycle.domain.people.user import User
from mesocycle.http.callers import csrf_token
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import NOW
from tests.domain.people.test_device import KEYS
from tests.web.visitor import Visitor

PHONE = Device(endpoint="https://web.push.apple.com/phone", keys=KEYS)


def put(server: Client, visitor: Visitor, path: str, said: object) -> int:
    """Send as the player does: JSON, the cookie, and the token that goes with it."""
    secret = visitor.cookies.get("mesocycle_sign_in", "")
    headers = {
        "content-type": "application/json",
        "cookie": f"mesocycle_sign_in={secret}",
        "x-csrf-token": csrf_token(secret),
    }
    return server.put(path, content=encode(said), headers=headers, follow_redirects=False).status_code


def test_a_browser_that_is_signed_in_is_kept_and_called(db: Database, server: Client, anns: Visitor) -> None:
    told = anns.get("/player/push")

    assert len(told.json()["publicKey"]) == 87
    assert told.headers["cache-control"] == "no-store"
    assert put(server, anns, "/player/push", PHONE) == 204
    call = RestCall(endpoint=PHONE.endpoint, session_id="s", begun_at=NOW, in_s=90)
    assert put(server, anns, "/player/rest", call) == 204
    assert put(server, anns, "/player/push/end", {"endpoint": PHONE.endpoint}) == 204
    assert put(server, anns, "/player/rest", call) == 404


def test_strangers_and_foreign_pages_ask_in_vain(server: Client, visitor: Visitor, anns: Visitor, ann: User) -> None:
    assert put(server, visitor, "/player/push", PHONE) in {303, 401}
    told = server.put(
        "/player/push",
        content=encode(PHONE),
        headers={
            "content-type": "application/json",
            "cookie": f"mesocycle_sign_in={anns.cookies['mesocycle_sign_in']}",
        },
        follow_redirects=False,
    )
    assert told.status_code == 403


def test_an_address_that_is_no_push_service_is_refused(server: Client, anns: Visitor) -> None:
    assert put(server, anns, "/player/push", Device(endpoint="https://10.0.0.1/x", keys=KEYS)) == 422
