"""`/imports` over HTTP: files sent as they are, imported behind the answer."""

import gzip
import tempfile
import threading
from pathlib import Path

import msgspec
import pytest
from litestar.testing import TestClient

from mesocycle.api.transfer import imports
from mesocycle.domain.imports.result import ImportStatus
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.refusal import UndoNotPossible
from mesocycle.http.background import imports as import_runner
from mesocycle.http.background.imports import ImportRunner
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import runs as import_runs
from mesocycle.transfer.imports.run import begin_import
from tests.api.conftest import ClientOf, SignedClient, a_secret
from tests.api.transfer.importing import ROWS, STRONG, WISH, HeldFile, a_file, now, taken
from tests.api.uploading import ended, imported, sent
from tests.arrange import a_coaching, a_trainer, a_user, an_act
from tests.builders import a_session
from tests.formats.apps.test_strava import STRAVA
from tests.formats.fit_bytes import a_run
from tests.formats.real_files import DATA, needs_real_files


@pytest.fixture
def server_settings() -> ServerSettings:
    """Take files that a test can make."""
    return ServerSettings(threads=4, requests_per_minute=1_000_000, max_upload_bytes=20_000)


def test_a_file_that_is_sent_becomes_sessions_and_each_item_is_told(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    result = taken(ann)

    assert result.outcomes == ["imported", "imported", "rejected"]
    (first, _, bad) = result.items
    assert (bad["file"], bad["line"], bad["reason"]) == ("strong.csv", 4, "'many' is no number")
    session = ann.get(f"/workout-sessions/{first['sessionId']}").json()
    assert (session["status"], session["performedDate"], session["durationMinutes"]) == ("completed", "2024-11-28", 35)


def test_the_answer_comes_at_once_and_names_where_the_progress_is(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = sent(ann, a_file(), **STRONG)

    assert (answer.status_code, answer.headers["location"]) == (202, f"/api/v1/imports/{answer.json()['_id']}")
    assert answer.json()["progress"]["status"] in {"waiting", "running"}
    progress = ended(ann, answer.json()["_id"]).progress
    assert (progress["status"], progress["done"], progress["of"]) == ("done", 3, 3)
    assert (progress["imported"], progress["rejected"], progress["dryRun"]) == (2, 1, False)


def test_the_same_file_sent_again_changes_nothing(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    taken(ann)

    again = taken(ann)

    assert sorted(again.outcomes) == ["already-there", "already-there", "rejected"]
    assert again.document["sessions"] == 0


def test_the_same_request_sent_again_with_its_key_is_one_import(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    key = {"idempotency-key": "k"}

    once, again = (ann.post("/imports", content=a_file(), params=STRONG, headers=key) for _ in range(2))
    other = ann.post("/imports", content=a_file(ROWS[0]), params=STRONG, headers=key)

    assert (once.content, again.headers["idempotency-replayed"]) == (again.content, "true")
    assert (other.status_code, other.json()["code"]) == (422, "key-used-otherwise")
    ended(ann, once.json()["_id"])
    assert len(ann.get("/imports").json()["items"]) == 1


def test_a_dry_run_tells_all_and_changes_nothing(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    result = taken(ann, dryRun="true")
    undone = ann.post(f"/imports/{result.id}/undo")

    assert (result.progress["dryRun"], result.progress["imported"], result.document["sessions"]) == (True, 2, 0)
    assert ann.get("/workout-sessions", params={"from": "2024-01-01", "to": "2024-12-31"}).json()["items"] == []
    assert (undone.status_code, undone.json()["code"]) == (409, "undo-not-possible")


def test_items_come_page_by_page_and_by_what_came_of_them(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    result = taken(ann)
    at = f"/imports/{result.id}/items"

    first = ann.get(at, params={"limit": 2}).json()
    second = ann.get(at, params={"limit": 2, "after": first["next"]}).json()
    rejected = ann.get(at, params={"outcome": "rejected,undecided"}).json()

    assert [*first["items"], *second["items"]] == result.items
    assert [each["outcome"] for each in rejected["items"]] == ["rejected"]
    assert ann.get(at, params={"after": "x"}).status_code == 422


def test_without_a_unit_the_reject_says_how_to_say_it(db: Database, client_of: ClientOf) -> None:
    asked = imported(client_of(a_user(db)), a_file(), source="strong")

    assert "kg or lb" in asked.items[0]["reason"]
    assert asked.items[0]["file"] == "file"


def test_a_list_that_may_tell_of_the_same_training_asks_and_is_answered_by_its_line(
    db: Database, client_of: ClientOf
) -> None:
    ann = client_of(a_user(db))
    imported(ann, a_run([(300, 1000), (310, 1000)]), source="activity", name="1.fit")
    row = f'1685,"Nov 8, 2024, 11:35:20 AM",Lunch run,Run,,610,1.2{"," * 8},610.0,610.0,1200.0,,,,,'
    listed = {"source": "strava", "name": "activities.csv"}

    asked = imported(ann, f"{STRAVA}\n{row}\n".encode(), **listed)
    answered = imported(ann, f"{STRAVA}\n{row}\n".encode(), **listed, lines="2", apart="true")

    assert asked.outcomes == ["undecided"]
    assert "`lines=2` and `apart=true`" in asked.items[0]["remedy"]
    assert answered.outcomes == ["imported"]


def test_an_import_is_seen_listed_and_undone_and_its_file_brings_it_back(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    made = taken(ann).id

    undone = ann.post(f"/imports/{made}/undo")
    twice = ann.post(f"/imports/{made}/undo")

    assert undone.status_code == 200
    assert "undoneAt" in undone.json()
    assert (twice.status_code, twice.json()["code"]) == (409, "undo-not-possible")
    assert undone.json() == ann.get(f"/imports/{made}").json()
    assert undone.json()["sessions"] == 0
    assert taken(ann).progress["broughtBack"] == 2
    assert [each["sessions"] for each in ann.get("/imports").json()["items"]] in ([2, 0], [0, 2])


def test_what_a_name_means_is_said_before_and_told_with_the_import(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    ann.post("/imports/exercise-choices", json={"name": "kettlebell corner carry", "exercise": "Suitcase Carry"})

    result = taken(ann)

    told = ann.get(f"/imports/{result.id}/exercises").json()["items"]
    assert {each["name"]: each["how"] for each in told}["Kettlebell Corner Carry"] == "chosen"


def test_a_choice_of_what_the_library_does_not_have_is_not_found(db: Database, client_of: ClientOf) -> None:
    answer = client_of(a_user(db)).post("/imports/exercise-choices", json={"name": "Carry", "exercise": "gone"})

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_trainer_takes_over_for_an_athlete_who_allowed_it_and_nobody_else_does(
    db: Database, client_of: ClientOf
) -> None:
    ann, tom, eve = a_user(db), a_trainer(db), a_user(db, "eve")
    a_coaching(db, tom, ann, may_log=True)
    asked = {"userId": "ann"}

    allowed = taken(client_of(tom), **asked)
    stranger = sent(client_of(eve), a_file(), **STRONG, **asked)
    listed = [
        client_of(eve).get(f"/imports{at}", params=asked) for at in ("", f"/{allowed.id}", f"/{allowed.id}/items")
    ]

    assert allowed.progress["imported"] == 2
    assert [each.status_code for each in (stranger, *listed)] == [404] * 4


def test_a_trainer_who_may_not_log_is_told_so(db: Database, client_of: ClientOf) -> None:
    ann, tom = a_user(db), a_trainer(db)
    a_coaching(db, tom, ann)

    answer = sent(client_of(tom), a_file(), **STRONG, userId="ann")

    assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


def test_a_token_that_may_only_read_sends_nothing(db: Database, client_of: ClientOf) -> None:
    assert sent(client_of(a_user(db), TokenScope.READ), a_file(), **STRONG).status_code == 403


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"source": "fitbit"}, "source"),
        ({"source": "hevy", "weightUnit": "stone"}, "weightUnit"),
        ({"source": "hevy", "colour": "red"}, "colour"),
        ({"source": "hevy", "name": "n" * 201}, "name"),
        ({"source": "hevy", "apart": "true"}, "apart"),
        ({"source": "activity", "apart": "true", "sessionId": "s"}, "apart"),
        ({"source": "activity", "lines": "2"}, "lines"),
        ({"source": "garmin", "lines": "two"}, "lines"),
        ({"source": "activity", "weightUnit": "kg"}, "weightUnit"),
        ({}, "source"),
    ],
)
def test_what_is_asked_of_a_file_in_vain_is_refused_with_the_place(
    db: Database, client_of: ClientOf, said: dict[str, str], path: str
) -> None:
    answer = sent(client_of(a_user(db)), a_file(), **said)

    assert (answer.status_code, [each["path"] for each in answer.json()["errors"]]) == (422, [path])


def test_a_file_that_says_it_is_too_long_is_refused_before_any_of_it_is_read(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = ann.post("/imports", content=iter([b""]), params=STRONG, headers={"content-length": "20001"})

    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert "20000 bytes" in answer.json()["detail"]


def test_a_file_that_turns_out_to_be_too_long_is_refused(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = ann.post("/imports", content=(b"x" * 1000 for _ in range(21)), params=STRONG)

    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert ann.get("/imports").json()["items"] == []


def test_a_form_and_a_compressed_body_are_no_file(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    form = ann.post("/imports", files={"file": ("strong.csv", a_file())}, params=STRONG)
    packed = ann.post("/imports", content=gzip.compress(a_file()), params=STRONG, headers={"content-encoding": "gzip"})

    assert [(each.status_code, each.json()["code"]) for each in (form, packed)] == [(415, "media-type-not-known")] * 2
    assert "the bytes of the file itself" in form.json()["remedy"]


def test_session_documents_are_sent_in_the_same_way(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    body = msgspec.json.encode(a_session(user_id="ann"))

    result = imported(ann, b"\n".join((body, b"{}")), source="sessions", name="dump.ndjson")

    assert (result.progress["status"], result.progress["of"], result.progress["rejected"]) == ("done", 2, 1)


def test_an_import_under_way_can_t_be_taken_back(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann = client_of(user)
    under_way = begin_import(db, user.id, WISH, an_act(user, now()))

    answer = ann.post(f"/imports/{under_way}/undo")

    assert (answer.status_code, answer.json()["detail"]) == (409, "The import is still under way.")


def test_an_import_shows_that_it_goes_on_while_its_server_lives(db: Database) -> None:
    user = a_user(db)
    act = an_act(user, shifted(now(), seconds=-import_runs.ALIVE_S - 1))
    long = begin_import(db, user.id, WISH, act)
    runner = ImportRunner(db, sign_every_s=0.01)
    held = HeldFile(a_file())
    runner.take_up(user.id, long, WISH, held, act)  # type: ignore[arg-type]  # what is read of a file it can do
    held.reached.wait()

    def status() -> ImportStatus | None:
        with db.read() as read:
            progress = import_runs.get(read, user.id, long, now()).progress
        return progress.status if progress else None

    until = threading.Event()
    while status() is ImportStatus.BROKEN_OFF and not until.wait(0.01):
        pass
    alive = status()
    held.go_on.set()
    runner.close()

    assert alive is ImportStatus.RUNNING


def test_what_was_taken_back_while_its_server_seemed_gone_is_not_gone_on_with(db: Database) -> None:
    user = a_user(db)
    long_ago = an_act(user, shifted(now(), seconds=-import_runs.ALIVE_S - 1))
    stale = begin_import(db, user.id, WISH, long_ago)
    with pytest.raises(UndoNotPossible, match="No session came of"):
        db.write(user.id, an_act(user, now()), lambda write: import_runs.require_ended(write, stale))
    db.write(user.id, an_act(user, now()), lambda write: import_runs.break_off(write, stale))
    runner = ImportRunner(db)

    runner.take_up(user.id, stale, WISH, HeldFile(a_file(), held=False), long_ago)  # type: ignore[arg-type]  # the same
    runner.close()

    with db.read() as read:
        found = import_runs.get(read, user.id, stale, now())
    assert (found.sessions, found.progress and found.progress.done) == (0, 0)


def test_who_sends_faster_than_is_imported_waits(
    db: Database, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "_MOST_WAITING", 2)
    user = a_user(db)
    for _ in range(2):
        begin_import(db, user.id, WISH, an_act(user, now()))

    answer = sent(client_of(user), a_file(), **STRONG)

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "10")


def test_a_defect_breaks_the_import_off_and_the_server_goes_on(
    db: Database, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    ann = client_of(a_user(db))
    with monkeypatch.context() as patched:
        patched.setattr(import_runner, "run_import", fails)
        broken = taken(ann)

    assert (broken.progress["status"], broken.items) == ("broken-off", [])
    assert taken(ann).progress["status"] == "done"


@needs_real_files
def test_a_real_export_of_7211_sets_goes_in_over_the_api(db: Database) -> None:
    a_user(db)
    with TestClient(create_app(ServerSettings(threads=2), db), raise_server_exceptions=False) as server:
        ann = SignedClient(server, a_secret(db, "ann"))

        result = imported(ann, (DATA / "csv/hevy_kg_7211sets.csv").read_bytes(), source="hevy")

    assert result.progress["imported"] == result.progress["of"] == 335
    assert sum(item["sets"] for item in result.items) == 7211


def test_what_is_long_for_one_user_holds_up_nobody_else(db: Database) -> None:
    ann, ben = a_user(db), a_user(db, "ben")
    longs = [(begin_import(db, ann.id, WISH, an_act(ann, now())), HeldFile(a_file())) for _ in range(5)]
    short = begin_import(db, ben.id, WISH, an_act(ben, now()))
    runner = ImportRunner(db)
    for import_id, held in longs:
        runner.take_up(ann.id, import_id, WISH, held, an_act(ann, now()))  # type: ignore[arg-type]  # the same
    longs[0][1].reached.wait()

    runner.take_up(ben.id, short, WISH, HeldFile(a_file(), held=False), an_act(ben, now()))  # type: ignore[arg-type]  # the same

    def done(user_id: str, import_id: str) -> bool:
        with db.read() as read:
            progress = import_runs.get(read, user_id, import_id, now()).progress
        return progress is not None and progress.status is ImportStatus.DONE

    until = threading.Event()
    while not done(ben.id, short) and not until.wait(0.01):
        pass
    still_held = [held.reached.is_set() for _, held in longs]
    for _, held in longs:
        held.go_on.set()
    runner.wait()
    runner.close()

    assert still_held == [True, False, False, False, False]
    assert all(done(ann.id, import_id) for import_id, _ in longs)


def test_a_full_folder_for_temporary_files_is_a_refusal_and_nothing_is_imported(
    db: Database, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = client_of(a_user(db))
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: Path("/dev/full").open("w+b"))  # noqa: SIM115  # as the real one

    answer = ann.post("/imports", content=a_file(), params=STRONG)

    assert (answer.status_code, answer.json()["code"]) == (503, "no-room")
    assert ann.get("/imports").json()["items"] == []
