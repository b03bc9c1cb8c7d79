"""`/activities` and `/workout-files` over HTTP: from the watch and to it."""

import base64
import io
import zipfile

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.workout import RunSection, Section, Workout, WorkoutType
from mesocycle.domain.session.inputs import OneOff
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf, SignedClient
from tests.api.uploading import Uploaded, imported
from tests.arrange import a_user, an_act
from tests.builders import a_section, an_exercise
from tests.formats.fit_bytes import a_run
from tests.formats.watch_reading import by_fitdecode

DAY = "2024-11-08"
EASY = RunSection(id="easy", name="Easy", order_index=0, duration="10m")


def planned(
    db: Database, user: User, section: Section = EASY, *, day: str = DAY, type_: WorkoutType = WorkoutType.RUNNING
) -> WorkoutSession:
    workout = Workout(
        id="w", name="Planned", type=type_, order_index=0, objective="Do it.", schedule=(), sections=(section,)
    )
    return add_session(db, user.id, an_act(user), OneOff(scheduled_date=day, workout=workout))


def taken(client: SignedClient, body: bytes, **query: object) -> Uploaded:
    return imported(client, body, source="activity", name="run.fit", **query)


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

    assert [len(recorded.json()["laps"]), recorded.json()["ascents"][0]["method"]] == [2, "t11+p3"]
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


def test_a_session_chosen_for_what_is_no_single_activity_refuses_the_import(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    waiting, ann = planned(db, user), client_of(user)

    refused = taken(ann, b"no activity", sessionId=waiting.id)
    unknown = taken(ann, a_run([(300, 1000)]), sessionId="gone")

    assert [each.progress["status"] for each in (refused, unknown)] == ["refused", "refused"]
    assert [each.progress["refusal"]["code"] for each in (refused, unknown)] == ["not-one-activity", "not-found"]


def test_a_workout_comes_as_a_file_for_a_watch(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    session, ann = planned(db, user, day="2030-01-07"), client_of(user)

    file = ann.get(f"/workout-sessions/{session.id}/workout-file").json()

    assert file["name"] == "2030-01-07-planned.fit"
    assert by_fitdecode(base64.b64decode(file["content"]))["workout"][0]["wkt_name"] == "Planned"


def test_an_unchanged_plan_is_not_sent_again(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    session, ann = planned(db, user, day="2030-01-07"), client_of(user)
    first = ann.get(f"/workout-sessions/{session.id}/workout-file?format=tcx")

    again = ann.get(
        f"/workout-sessions/{session.id}/workout-file?format=tcx", headers={"if-none-match": first.headers["etag"]}
    )

    assert again.status_code == 304


def test_a_format_that_holds_runs_only_refuses_strength(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    lifts = a_section(exercises=(an_exercise(),))
    session, ann = planned(db, user, lifts, type_=WorkoutType.STRENGTH), client_of(user)

    refused = ann.get(f"/workout-sessions/{session.id}/workout-file?format=zwo")

    assert (refused.status_code, refused.json()["code"]) == (422, "not-for-this-format")


def test_days_are_listed_as_files_and_too_many_are_refused(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    for day in ("2030-01-07", "2030-01-09", "2030-03-01"):
        planned(db, user, day=day)
    ann = client_of(user)

    files = ann.get("/workout-files?from=2030-01-07&to=2030-01-13").json()

    assert [each["name"] for each in files] == ["2030-01-07-planned.fit", "2030-01-09-planned.fit"]
    assert ann.get("/workout-files?from=2030-01-07&to=2030-12-31").status_code == 422
    assert ann.get("/workout-files?from=2031-01-07&to=2031-01-08").status_code == 404
