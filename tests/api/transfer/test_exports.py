"""Exports over HTTP: the archive whole and for its user alone, rows as far as one may see them."""

import csv
import io
import json
import zipfile

import pyarrow.parquet

from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.domain.people.user import Sees
from mesocycle.domain.session.inputs import Completion
from mesocycle.formats.documents.archive import opened_archive
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING
from tests.api.conftest import ClientOf
from tests.api.training import ann_and_her_sessions
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act


def test_a_user_takes_their_archive_out(db: Database, client_of: ClientOf) -> None:
    ann, sessions = ann_and_her_sessions(db)

    answer = client_of(ann).get("/exports/archive")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert answer.headers["content-length"] == str(len(answer.content))
    with opened_archive(io.BytesIO(answer.content)) as archive:
        archive.check()
        assert archive.user() == ann
    with zipfile.ZipFile(io.BytesIO(answer.content)) as members:
        assert members.read("sessions.ndjson").count(b"\n") == len(sessions)


def test_an_archive_is_for_its_user_alone_and_strangers_learn_nothing(db: Database, client_of: ClientOf) -> None:
    ann, _ = ann_and_her_sessions(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann, sees=Sees.ALL)

    answers = [client_of(who).get("/exports/archive?userId=ann") for who in (tom, a_user(db, "eve"))]

    assert [each.status_code for each in answers] == [403, 404]


def test_performed_sets_come_as_csv(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=Completion(as_planned=True))

    answer = client_of(ann).get("/exports/sets.csv")

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert [(row["day"], row["exercise"], row["reps"], row["weight"], row["weight_unit"]) for row in rows][:1] == [
        ("2026-01-05", "Back squat", "5", "100", "kg")
    ]


def test_rows_of_other_days_are_left_out(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=Completion(as_planned=True))

    answer = client_of(ann).get("/exports/sets.csv?from=2026-01-06")

    assert answer.text.count("\r\n") == 1


def test_the_same_rows_come_as_parquet(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=Completion(as_planned=True))
    client = client_of(ann)

    table = pyarrow.parquet.read_table(io.BytesIO(client.get("/exports/sets.parquet").content))

    lines = list(csv.DictReader(io.StringIO(client.get("/exports/sets.csv").text)))
    assert table.column("performed_set_id").to_pylist() == [line["performed_set_id"] for line in lines]
    assert table.column("load_kg").to_pylist()[0] == 100.0


def test_a_trainer_gets_the_rows_that_they_may_see(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=Completion(as_planned=True))
    tom = a_trainer(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)

    answer = client_of(tom).get("/exports/sets.csv?userId=ann")

    assert (answer.status_code, answer.text.count("\r\n")) == (200, 1)


def test_efforts_have_rows_of_their_own(db: Database, client_of: ClientOf) -> None:
    ann, _ = ann_and_her_sessions(db)

    header = client_of(ann).get("/exports/efforts.csv").text.splitlines()[0].split(",")

    assert {"distance_m", "duration_s", "average_heart_rate", "phase", "step"} <= set(header)


def test_sessions_come_as_documents_one_per_line(db: Database, client_of: ClientOf) -> None:
    ann, sessions = ann_and_her_sessions(db)
    client = client_of(ann)

    plain, extended = (client.get(f"/exports/sessions?format={form}") for form in ("ndjson", "extended-json"))

    assert [json.loads(line)["_id"] for line in plain.text.splitlines()] == sorted(sessions)
    assert json.loads(plain.text.splitlines()[0]) == client.get(f"/workout-sessions/{min(sessions)}").json()
    assert {"$date"} == set(json.loads(extended.text.splitlines()[0])["createdAt"])


def test_the_calendar_comes_as_a_file(db: Database, client_of: ClientOf) -> None:
    ann, _ = ann_and_her_sessions(db)

    answer = client_of(ann).get("/exports/calendar.ics")

    assert (answer.status_code, answer.text[:15]) == (200, "BEGIN:VCALENDAR")


def test_rows_of_days_that_are_none_or_backwards_are_refused(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))

    none = client.get("/exports/sets.csv?from=2026-02-30")
    backwards = client.get("/exports/efforts.csv?from=2026-01-05&to=2026-01-04")

    assert [answer.status_code for answer in (none, backwards)] == [422, 422]
    assert [answer.json()["errors"][0]["path"] for answer in (none, backwards)] == ["from", "to"]


def test_a_routine_comes_as_a_page_for_paper_to_those_who_may_read_it(db: Database, client_of: ClientOf) -> None:
    ann, ben = a_user(db, "ann"), a_user(db, "ben")
    path = f"/routines/versions/{a_routine(db, ann).id}/paper"

    answer, stranger = client_of(ann).get(path), client_of(ben).get(path)

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert (answer.status_code, answer.text.count("<article>")) == (200, 1)
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not-found")


def test_a_week_comes_as_a_page_for_paper(db: Database, client_of: ClientOf) -> None:
    ann, _ = ann_and_her_sessions(db)
    client = client_of(ann)

    answer = client.get("/exports/paper?from=2026-01-05")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert b"Content-Security-Policy" in answer.content
    backwards = client.get("/exports/paper?from=2026-01-05&to=2026-01-04")
    odd = [client.get(f"/exports/paper?from={on}").status_code for on in ("9999-12-31", "2026-02-30", "0001-01-01")]

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert (answer.status_code, answer.text.count("<article>")) == (200, 1)
    assert (backwards.status_code, backwards.json()["errors"][0]["path"]) == (422, "to")
    assert odd == [200, 422, 200]


def test_a_roster_comes_as_csv_filtered_and_sorted(db: Database, client_of: ClientOf) -> None:
    tom = a_trainer(db)
    for name in ("ann", "bob", "cleo"):
        a_coaching(db, tom, a_user(db, name))

    answer = client_of(tom).get("/exports/roster.csv", params={"sort": "name", "down": "true", "search": "o"})
    wrong = client_of(tom).get("/exports/roster.csv", params={"sort": "height"})

    assert answer.headers["content-type"].startswith("text/csv")
    assert [line.partition(",")[0] for line in answer.text.splitlines()] == ["name", "Cleo", "Bob", "Ann"]
    assert wrong.status_code == 422
