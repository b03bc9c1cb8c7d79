"""`/activities` and `/workout-files` over HTTP: from the watch and to it."""

import io
import zipfile

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.api.transfer.watched import planned, taken
from tests.api.uploading import imported
from tests.arrange import a_user
from tests.formats.fit_bytes import a_run


def test_an_activity_that_is_sent_completes_the_session_that_waited(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    waiting, ann = planned(db, user), client_of(user)

    item = taken(ann, a_run([(300, 1000), (300, 1000)])).item

    assert (item["outcome"], item["sessionId"]) == ("matched", waiting.id)
    assert ann.get(f"/workout-sessions/{waiting.id}").json()["status"] == "completed"


def test_the_candidates_are_answered_and_one_is_chosen(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    first, second = planned(db, user), planned(db, user)
    ann = client_of(user)

    undecided = taken(ann, a_run([(300, 1000)])).item

    assert {each["sessionId"] for each in undecided["candidates"]} == {first.id, second.id}
    assert taken(ann, a_run([(300, 1000)]), sessionId=second.id).item["sessionId"] == second.id


def test_what_was_recorded_can_be_read_beside_the_session(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann = client_of(user)
    item = taken(ann, a_run([(300, 1000), (310, 1000)])).item

    recorded = ann.get(f"/workout-sessions/{item['sessionId']}/activity")

    assert [len(recorded.json()["laps"]), recorded.json()["ascents"][0]["method"]] == [2, "t7+p2"]
    assert "etag" in recorded.headers


def test_a_match_is_undone(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    waiting, ann = planned(db, user), client_of(user)
    taken(ann, a_run([(300, 1000)]))

    undone = ann.post(f"/workout-sessions/{waiting.id}/unmatch")

    assert undone.json()["status"] == "scheduled"
    assert ann.get(f"/workout-sessions/{waiting.id}/activity").status_code == 404


def test_undoing_the_import_lets_a_matched_session_wait_again(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    waiting, ann = planned(db, user), client_of(user)
    import_id = taken(ann, a_run([(300, 1000)])).id

    ann.post(f"/imports/{import_id}/undo")

    assert ann.get(f"/workout-sessions/{waiting.id}").json()["status"] == "scheduled"


def test_a_zip_of_many_is_sent_as_one_file_and_told_one_by_one(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("1.fit", a_run([(300, 1000)]))
        archive.writestr("../2.fit", a_run([(300, 1000)]))
        archive.writestr("3.gpx", b"<gpx>")

    result = imported(ann, packed.getvalue(), source="activity", name="all.zip")

    assert (result.progress["status"], result.progress["done"], result.progress["of"]) == ("done", 3, 3)
    assert [(item["file"], item["outcome"]) for item in result.items] == [
        ("all.zip/1.fit", "imported"),
        ("all.zip/../2.fit", "rejected"),
        ("all.zip/3.gpx", "rejected"),
    ]
