"""Calendar addresses over HTTP: issued once, read by whoever knows them, revoked."""

from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.people import calendar_feed
from tests.api.conftest import Client, ClientOf
from tests.api.training import ann_and_her_sessions
from tests.arrange import a_user


def test_a_calendar_is_read_without_signing_in_and_only_as_long_as_its_address_is_good(
    db: Database, server: Client, client_of: ClientOf
) -> None:
    ann, _ = ann_and_her_sessions(db)
    client = client_of(ann)
    issued = client.post("/calendar-feeds")
    path = issued.json()["path"]

    answer = server.get(path)
    again = server.get(path, headers={"If-None-Match": answer.headers["etag"]})
    client.delete(f"/calendar-feeds/{issued.json()['calendarFeed']['_id']}")

    assert (issued.status_code, issued.headers["cache-control"]) == (201, "no-store")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert (answer.status_code, answer.text.count("BEGIN:VEVENT"), again.status_code) == (200, 4, 304)
    assert server.get(path).status_code == 404


def test_no_secret_is_listed_or_stored(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    client = client_of(ann)
    secret = client.post("/calendar-feeds", json={"whose": "own"}).json()["secret"]

    listed = client.get("/calendar-feeds")

    assert [each["whose"] for each in listed.json()["items"]] == ["own"]
    assert secret not in listed.text
    with db.read() as read:
        (row,) = read.execute(calendar_feed.select())
    assert secret.encode() not in bytes(row.hash)


def test_a_calendar_of_athletes_is_refused_to_who_is_no_trainer(db: Database, client_of: ClientOf) -> None:
    answer = client_of(a_user(db)).post("/calendar-feeds", json={"whose": "athletes"})

    assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


def test_an_address_of_another_cannot_be_revoked(db: Database, client_of: ClientOf) -> None:
    feed = client_of(a_user(db)).post("/calendar-feeds").json()["calendarFeed"]["_id"]

    answer = client_of(a_user(db, "eve")).delete(f"/calendar-feeds/{feed}")

    assert answer.status_code == 404
