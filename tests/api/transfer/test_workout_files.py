"""`/workout-files` over HTTP."""

import base64

from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.api.transfer.watched import planned, taken
from tests.arrange import a_user
from tests.builders import a_section, an_exercise
from tests.formats.fit_bytes import a_run
from tests.formats.watch_reading import by_fitdecode


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
