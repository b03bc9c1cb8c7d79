"""The client's library."""

from mesocycle.client import TagSubject
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user
from tests.client.conftest import ClientOf


def test_tags_are_put_and_found(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    put = client.tags.put(TagSubject.EXERCISE, "squat.barbell-back", ["heavy"])

    assert client.tags.get(TagSubject.EXERCISE, "squat.barbell-back") == put
    assert list(client.tags.every()) == [put]
    assert [each.id for each in client.exercises.every(tag="heavy")] == ["squat.barbell-back"]
    assert list(client.routines.every(tag="heavy")) == []
