"""What was answered to requests that carried a key."""

from functools import partial

import pytest

from mesocycle.domain.refusal import KeyUsedOtherwise
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sync.request_keys import KeyedRequest, StoredAnswer, find_of, forget, remember
from tests.arrange import NOW, a_user, an_act

ASKED = KeyedRequest("key", b"hash")
ANSWER = StoredAnswer(201, {"etag": '"1"'}, b"\0 any bytes \xff")


def test_a_request_sent_again_by_the_same_actor_gets_the_same_bytes(db: Database) -> None:
    ann = a_user(db)
    db.write("ann", an_act(ann), lambda write: remember(write, ASKED, ANSWER, owner="ann"))

    with db.read() as read:
        assert find_of(read, ASKED, owner="ann", actor="ann") == ANSWER
        assert find_of(read, ASKED, owner="ann", actor="tom") is None
        assert find_of(read, ASKED, owner="bob", actor="ann") is None
        with pytest.raises(KeyUsedOtherwise):
            find_of(read, ASKED._replace(body_hash=b"other"), owner="ann", actor="ann")


def test_answers_are_forgotten_by_the_moment_they_were_given(db: Database) -> None:
    ann = a_user(db)
    for key, now in (("old", "2026-01-01T09:00:00.000Z"), ("new", NOW)):
        request = ASKED._replace(key=key)
        db.write("ann", an_act(ann, now), partial(remember, request=request, answer=ANSWER, owner="ann"))

    assert forget(db, NOW) == 1

    with db.read() as read:
        assert find_of(read, ASKED._replace(key="old"), owner="ann", actor="ann") is None
        assert find_of(read, ASKED._replace(key="new"), owner="ann", actor="ann") == ANSWER
