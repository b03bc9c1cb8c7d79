"""`/live`: what is told while it happens, and to whom."""

from http import HTTPStatus

from mesocycle.domain.people.user import Role
from mesocycle.http.live.streams import MOST_OF_ONE
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_coaching, a_trainer, a_user


def test_a_stream_is_one_that_nobody_on_the_way_keeps_or_holds_back(db: Database, client_of: ClientOf) -> None:
    answer = client_of(a_user(db)).get("/live", params={"seconds": 0})

    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-accel-buffering"] == "no"
    assert "content-length" not in answer.headers


def test_a_trainer_is_told_where_everybody_stands_whom_they_coach(db: Database, client_of: ClientOf) -> None:
    tom = a_trainer(db)
    for name in ("ann", "bob"):
        a_coaching(db, tom, a_user(db, name))

    everybody = client_of(tom).get("/live", params={"seconds": 0}).text
    one = client_of(tom).get("/live", params={"seconds": 0, "userId": "bob"}).text

    assert everybody.startswith("retry: 1000\n\nevent: start\ndata: ")
    assert ("ann" in everybody, "bob" in everybody) == (True, True)
    assert ("ann" in one, "bob" in one) == (False, True)


def test_an_athlete_hears_of_themselves_by_their_name_and_of_nobody_without(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    assert '"userId":"ann"' in ann.get("/live", params={"seconds": 0, "userId": "ann"}).text
    assert '"positions":[]' in ann.get("/live", params={"seconds": 0}).text


def test_somebody_who_is_not_there_is_nobody_to_an_admin_too(db: Database, client_of: ClientOf) -> None:
    ada = a_user(db, "ada", roles=(Role.ADMIN,))

    assert client_of(ada).get("/live", params={"userId": "nobody"}).status_code == HTTPStatus.NOT_FOUND


def test_what_stands_above_a_stream_is_told_without_opening_it(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    for _ in range(MOST_OF_ONE + 1):
        assert ann.head("/live").status_code == HTTPStatus.OK
