"""Messages to browsers: encrypted for one of them, signed by this server; the push service is a stand-in of ours."""

import pytest

from mesocycle.http import push
from mesocycle.http.push import PushService
from mesocycle.storage.engine.database import Database
from tests.arrange import NOW
from tests.http.push_service import a_push_service, is_signed_by

TOLD = {"web_push": 8030, "notification": {"title": "Rest is over", "navigate": "/sessions/s/player"}}


def test_the_key_is_made_once_and_every_server_on_the_database_shows_the_same(db: Database) -> None:
    assert push.public_key(db, NOW) == push.public_key(db, NOW)


def test_a_message_is_read_by_the_browser_alone_and_is_signed(db: Database) -> None:
    key = push.public_key(db, NOW)
    with a_push_service() as service:
        sender = PushService(db, "https://training.example.org")
        taken = sender.send(service.device(), TOLD, 1_800_000_000)
        sender.close()

    (message,) = service.messages
    assert taken is True
    assert message.told == TOLD
    assert b"Rest" not in message.sealed
    assert message.headers["Content-Encoding"] == "aes128gcm"
    assert is_signed_by(message, key, service.address)


@pytest.mark.parametrize(("status", "taken"), [(410, False), (404, False), (503, None), (429, None), (403, False)])
def test_what_the_push_service_answers_says_whether_the_browser_is_there(
    db: Database, status: int, taken: bool | None
) -> None:
    push.public_key(db, NOW)
    with a_push_service() as service:
        service.status = status
        sender = PushService(db, "https://training.example.org")
        told = sender.send(service.device(), TOLD, 1_800_000_000)
        sender.close()

    assert told is taken


def test_a_push_service_that_is_not_there_is_tried_again_later(db: Database) -> None:
    push.public_key(db, NOW)
    with a_push_service() as service:
        gone = service.device()
    sender = PushService(db, "https://training.example.org")

    assert sender.send(gone, TOLD, 1_800_000_000) is None

    sender.close()
