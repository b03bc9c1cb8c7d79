"""A user's archive, sent to `/imports`: all that fits or nothing, each line an item, and for nobody else to send."""

import io
import zipfile
from typing import Any

import pytest

from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive import import_sent_archive
from tests.api.conftest import ClientOf, SignedClient
from tests.api.uploading import Uploaded, imported, sent
from tests.arrange import a_coaching, a_trainer, a_user
from tests.transfer.test_archive import a_history, exported, lines_of, rewritten

ALL = {"from": "2025-01-01", "to": "2026-12-31", "limit": 500}


@pytest.fixture
def archive(elsewhere: Database) -> io.BytesIO:
    """Give the archive of Ann, who trained elsewhere."""
    _, ann = a_history(elsewhere)
    return exported(elsewhere, ann)


def taken(client: SignedClient, archive: io.BytesIO, **query: object) -> Uploaded:
    return imported(client, archive.getvalue(), source="archive", name="ann.zip", **query)


def standing(client: SignedClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/workout-sessions", params=ALL).json()["items"]
    return found


def test_training_comes_in_and_each_line_is_told(db: Database, client_of: ClientOf, archive: io.BytesIO) -> None:
    ann = client_of(a_user(db))
    lines = {name: body.count(b"\n") for name, body in lines_of(archive).items() if name.endswith(".ndjson")}

    result = taken(ann, archive)

    told = [(each["file"], each["line"]) for each in result.items]
    assert told == [(name, line + 1) for name, count in lines.items() for line in range(count)]
    assert (result.progress["status"], result.progress["done"], result.progress["of"]) == ("done", len(told), len(told))
    assert (result.document["sessions"], result.document["files"]) == (lines["sessions.ndjson"], ["ann.zip"])
    brought = [each for each in result.items if each["file"] == "sessions.ndjson"]
    assert {each["sessionId"] for each in brought} == {each["_id"] for each in standing(ann)}
    assert {each["outcome"] for each in brought} == {"imported"}
    assert brought[0]["name"] == "Squat day"
    with db.read() as read:
        assert verify(read).findings == ()


def test_what_does_not_fit_is_told_with_its_line_reason_and_remedy(
    db: Database, client_of: ClientOf, archive: io.BytesIO
) -> None:
    ann = client_of(a_user(db))

    result = taken(ann, archive)

    (coaching,) = ann.get(f"/imports/{result.id}/items", params={"outcome": "rejected"}).json()["items"]
    assert (coaching["file"], coaching["line"]) == ("coachings.ndjson", 1)
    assert coaching["reason"]
    assert coaching["remedy"]


def test_an_archive_sent_twice_changes_nothing(db: Database, client_of: ClientOf, archive: io.BytesIO) -> None:
    user = a_user(db)
    ann = client_of(user)
    taken(ann, archive)
    before = lines_of(exported(db, user))

    again = taken(ann, archive)

    assert set(again.outcomes) == {"already-there", "rejected"}
    assert [each["file"] for each in again.items if each["outcome"] == "rejected"] == ["coachings.ndjson"]
    assert again.document["sessions"] == 0
    assert lines_of(exported(db, user)) == before


def test_what_the_server_gives_out_comes_in_again_and_changes_nothing(db: Database, client_of: ClientOf) -> None:
    _, user = a_history(db)
    ann = client_of(user)
    own = ann.get("/exports/archive")

    again = taken(ann, io.BytesIO(own.content))

    assert set(again.outcomes) == {"already-there"}
    assert ann.get("/exports/archive").content == own.content


def test_a_dry_run_tells_the_same_and_changes_nothing(db: Database, client_of: ClientOf, archive: io.BytesIO) -> None:
    user = a_user(db)
    ann = client_of(user)
    before = lines_of(exported(db, user))

    would_be = taken(ann, archive, dryRun="true")

    assert (would_be.progress["dryRun"], would_be.document["sessions"]) == (True, 0)
    assert lines_of(exported(db, user)) == before
    assert taken(ann, archive).items == would_be.items


def test_an_archive_is_taken_back_as_a_whole_and_brought_back_by_its_file(
    db: Database, client_of: ClientOf, archive: io.BytesIO
) -> None:
    ann = client_of(a_user(db))
    came = taken(ann, archive)

    undone = ann.post(f"/imports/{came.id}/undo")
    gone = standing(ann)
    again = taken(ann, archive)

    assert (undone.status_code, undone.json()["sessions"], gone) == (200, 0, [])
    assert again.progress["broughtBack"] == came.document["sessions"] == len(standing(ann))


def test_training_joins_that_of_whoever_sends_it_under_their_own_id(
    db: Database, client_of: ClientOf, archive: io.BytesIO
) -> None:
    annie = client_of(a_user(db, "annie"))

    taken(annie, archive)

    assert {each["userId"] for each in standing(annie)} == {"annie"}
    with db.read() as read:
        assert verify(read).findings == ()


def test_nobody_sends_an_archive_into_another_users_training(
    db: Database, client_of: ClientOf, archive: io.BytesIO
) -> None:
    ann, tom, eve = a_user(db), a_trainer(db), a_user(db, "eve")
    a_coaching(db, tom, ann, may_log=True)

    coach, stranger = (sent(client_of(each), archive.getvalue(), source="archive", userId="ann") for each in (tom, eve))

    assert (coach.status_code, coach.json()["code"]) == (403, "not-permitted")
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not-found")
    assert client_of(ann).get("/imports").json()["items"] == []


def test_an_admin_sends_an_archive_for_a_user(db: Database, client_of: ClientOf, archive: io.BytesIO) -> None:
    ann, admin = a_user(db), a_user(db, "root", roles=(Role.ADMIN,))

    result = taken(client_of(admin), archive, userId="ann")

    assert result.document["by"] == "root"
    assert {each["userId"] for each in standing(client_of(ann))} == {"ann"}


def refused(client: SignedClient, body: bytes) -> dict[str, Any]:
    """Send what can't be taken in; nothing may come of it."""
    result = imported(client, body, source="archive")
    assert (result.progress["status"], result.items, standing(client)) == ("refused", [], [])
    refusal: dict[str, Any] = result.progress["refusal"]
    assert refusal["code"] == "archive-not-usable"
    return refusal


@pytest.mark.parametrize(
    ("member", "old", "new", "said"),
    [
        ("sessions.ndjson", b'"status":"completed"', b'"status":"finished"', "status"),
        ("sessions.ndjson", b'"status":"completed"', b'"status":"skipped"', "does not lead to where it stands"),
        ("events.ndjson", b"{", b"[", "damaged"),
        ("user.ndjson", b'"_id":"ann"', b'"_id":"eve"', "does not stand in it"),
        ("manifest.json", b"mesocycle-archive-1", b"mesocycle-archive-2", "of the form mesocycle-archive-2"),
        ("manifest.json", b'"name": "events"', b'"name": "dreams"', "damaged"),
    ],
)
def test_an_archive_that_is_damaged_or_newer_is_refused_whole(
    db: Database, client_of: ClientOf, archive: io.BytesIO, member: str, old: bytes, new: bytes, said: str
) -> None:
    body = rewritten(archive, member, old, new).getvalue()

    refusal = refused(client_of(a_user(db)), body)

    assert said in refusal["sentence"]
    assert refusal["remedy"]


def test_a_member_that_is_not_what_was_written_is_refused(
    db: Database, client_of: ClientOf, archive: io.BytesIO
) -> None:
    cut_off = archive.getvalue()[:-1000]

    assert "damaged" in refused(client_of(a_user(db)), cut_off)["sentence"]


def test_a_file_that_is_no_archive_is_refused_with_the_request_that_gives_one(
    db: Database, client_of: ClientOf
) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as other:
        other.writestr("run.gpx", "<gpx/>")

    refusal = refused(client_of(a_user(db)), body.getvalue())

    assert "`GET /api/v1/exports/archive`" in refusal["remedy"]


def test_an_archive_that_would_keep_everybody_waiting_is_for_the_command_line(
    db: Database, client_of: ClientOf, archive: io.BytesIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_sent_archive, "MOST_LINES", 3)

    refusal = refused(client_of(a_user(db)), archive.getvalue())

    assert "it may hold 3 lines" in refusal["sentence"]
    assert refusal["remedy"] == "Let whoever runs the server take it in there."


@pytest.mark.parametrize("said", [{"weightUnit": "kg"}, {"decimal": "comma"}, {"apart": "true"}, {"sessionId": "s"}])
def test_what_an_archive_has_no_use_for_is_refused(
    db: Database, client_of: ClientOf, archive: io.BytesIO, said: dict[str, str]
) -> None:
    answer = sent(client_of(a_user(db)), archive.getvalue(), source="archive", **said)

    assert (answer.status_code, [each["path"] for each in answer.json()["errors"]]) == (422, [*said])
