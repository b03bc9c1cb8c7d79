"""Existing collections of sessions, moved here and back without loss, in every form they may be written in."""

import io

import msgspec
import pytest
import sqlalchemy as sa

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, ReplacementRequest
from mesocycle.domain.imports.result import ImportResult, ItemOutcome
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import NotFound
from mesocycle.formats.documents.sessions import SessionForm
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import readable_versions
from mesocycle.storage.sessions import sessions
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive.export_archive import export_archive
from mesocycle.transfer.archive.import_archive import import_archive
from mesocycle.transfer.documents.export_sessions import export_sessions
from mesocycle.transfer.documents.import_sessions import import_sessions
from mesocycle.transfer.imports.undo_import import undo_import
from tests.arrange import ADMIN, NOW, a_trainer, a_user, an_act, an_actor, the_versions
from tests.builders import a_version

SNAPSHOT = (
    '{"name":"Push  day","type":"strength","objective":"\\u00dcben","x":1.0,'
    '"sections":[{"_id":"s","type":"odd","k":[]}]}'
)
LOG = '{ "sections": [], "mood" : 4.50, "ids":["64b7f0c2a1d3e45f67890123"] }'


def a_document(**changed: str) -> str:
    """Give a session as another program keeps it, each field as the text that stands there; "" leaves one out."""
    fields = {
        "_id": '"64b7f0c2a1d3e45f67890001"',
        "userId": '"64b7f0c2a1d3e45f678900aa"',
        "parentRoutineId": '"64b7f0c2a1d3e45f678900bb"',
        "routineVersionId": '"64b7f0c2a1d3e45f678900cc"',
        "routineAssignmentId": '"64b7f0c2a1d3e45f678900dd"',
        "workoutId": '"64b7f0c2a1d3e45f678900ee"',
        "scheduledDate": '"2025-03-03"',
        "scheduledTime": '"07:30"',
        "status": '"completed"',
        "completedAt": '"2025-03-03T08:10:00Z"',
        "durationMinutes": "41.5",
        "notes": "null",
        "workoutSnapshot": SNAPSHOT,
        "performanceLog": LOG,
        "createdAt": '"2025-03-01T09:00:00.123456+01:00"',
        "updatedAt": '"2025-03-03T08:10:00.000Z"',
        "__v": "3",
        "tags": '[ "a" ,"b"]',
        **changed,
    }
    return "{" + ",".join(f'"{name}":{text}' for name, text in fields.items() if text) + "}"


def taken(db: Database, user: User, *documents: str, dry_run: bool = False) -> ImportResult:
    body = "\n".join(documents).encode()
    return import_sessions(db, user.id, {"sessions.ndjson": body}, an_act(user), dry_run=dry_run)


def outcomes(result: ImportResult) -> list[ItemOutcome]:
    return [each.outcome for each in result.items]


def written(db: Database, user: User, form: SessionForm) -> bytes:
    to = io.BytesIO()
    export_sessions(db, user.id, form, to, an_actor(user))
    return to.getvalue()


def test_a_document_comes_out_byte_for_byte_as_it_came_in(db: Database) -> None:
    ann = a_user(db, "ann")

    result = taken(db, ann, a_document())

    assert outcomes(result) == [ItemOutcome.IMPORTED]
    assert written(db, ann, SessionForm.NDJSON).decode() == a_document() + "\n"
    with db.read() as read:
        session = sessions.get(read, "ann", "64b7f0c2a1d3e45f67890001")
        assert verify(read).findings == ()
    assert (session.user_id, session.duration_minutes, session.notes) == ("ann", 42, None)
    assert (session.created_at, session.completed_at) == ("2025-03-01T08:00:00.123Z", "2025-03-03T08:10:00.000Z")
    assert (session.performed_date, bytes(session.workout_snapshot).decode()) == ("2025-03-03", SNAPSHOT)


@pytest.mark.parametrize("form", list(SessionForm))
def test_what_was_written_in_any_form_is_there_already(db: Database, form: SessionForm) -> None:
    ann = a_user(db, "ann")
    documents = [a_document(), a_document(_id='"other"', status='"skipped"', completedAt="", performanceLog="")]
    taken(db, ann, *documents)

    again = import_sessions(db, "ann", {"again": written(db, ann, form)}, an_act(ann))

    assert again.import_id is None
    if form in (SessionForm.JSON, SessionForm.NDJSON):
        assert outcomes(again) == [ItemOutcome.ALREADY_THERE] * 2
    assert len(again.items) == 2


CANONICAL = (
    '{"_id":{"$oid":"64b7f0c2a1d3e45f67890001"},"userId":{"$oid":"64b7f0c2a1d3e45f678900aa"},'
    '"parentRoutineId":{"$oid":"64b7f0c2a1d3e45f678900bb"},"routineVersionId":{"$oid":"64b7f0c2a1d3e45f678900cc"},'
    '"routineAssignmentId":{"$oid":"64b7f0c2a1d3e45f678900dd"},"workoutId":{"$oid":"64b7f0c2a1d3e45f678900ee"},'
    '"scheduledDate":"2025-03-03","scheduledTime":"07:30","status":"completed",'
    '"completedAt":{"$date":{"$numberLong":"1740989400000"}},"durationMinutes":{"$numberInt":"41"},'
    '"workoutSnapshot":{"name":"Push day","type":"strength","objective":"Ü","sections":[{"_id":'
    '{"$oid":"64b7f0c2a1d3e45f67890011"},"weight":{"$numberDouble":"100.0"},"reps":{"$numberInt":"5"},'
    '"far":{"$numberLong":"12"},"exact":{"$numberDecimal":"1.10"},"kept":{"$binary":{"base64":"AA==","subType":"00"}}}]},'
    '"createdAt":{"$date":{"$numberLong":"1740816000123"}},"updatedAt":{"$date":{"$numberLong":"1740989400000"}},'
    '"__v":{"$numberInt":"0"}}'
)
RELAXED = (
    CANONICAL.replace('{"$date":{"$numberLong":"1740989400000"}}', '{"$date":"2025-03-03T08:10:00Z"}')
    .replace('{"$date":{"$numberLong":"1740816000123"}}', '{"$date":"2025-03-01T08:00:00.123Z"}')
    .replace('{"$numberInt":"41"}', "41")
    .replace('{"$numberInt":"5"}', "5")
    .replace('{"$numberInt":"0"}', "0")
    .replace('{"$numberLong":"12"}', "12")
    .replace('{"$numberDouble":"100.0"}', "100.0")
)


@pytest.mark.parametrize(("form", "text"), [(SessionForm.EXTENDED, CANONICAL), (SessionForm.RELAXED, RELAXED)])
def test_what_mongoexport_wrote_goes_back_with_every_type(db: Database, form: SessionForm, text: str) -> None:
    ann = a_user(db, "ann")

    result = import_sessions(db, "ann", {"dump": f"[{text}]".encode()}, an_act(ann))

    assert outcomes(result) == [ItemOutcome.IMPORTED]
    assert written(db, ann, form).decode() == text + "\n"
    with db.read() as read:
        session = sessions.get(read, "ann", "64b7f0c2a1d3e45f67890001")
    assert (session.created_at, session.duration_minutes) == ("2025-03-01T08:00:00.123Z", 41)
    assert b'"weight":100.0,"reps":5,"far":12,"exact":1.10' in bytes(session.workout_snapshot)


def test_one_bad_document_never_stops_the_rest_and_is_told_by_its_line(db: Database) -> None:
    ann = a_user(db, "ann")

    result = taken(
        db,
        ann,
        a_document(status='"done"'),
        "{nonsense",
        "",
        a_document(),
        a_document(_id='"two words"'),
        a_document(_id='"x"', workoutSnapshot=""),
        a_document(_id='"x"', createdAt='"yesterday"'),
        a_document(_id='"x"', scheduledTime='"25:00"'),
        a_document(_id='"x"', tags='1,"tags":2'),
        "[1,2]",
    )

    told = [(each.line, each.outcome is ItemOutcome.IMPORTED) for each in result.items]
    assert told == [(1, False), (2, False), (4, True), *((line, False) for line in range(5, 11))]
    assert all(each.reason and each.remedy for each in result.items if each.outcome is ItemOutcome.REJECTED)


def test_a_document_over_several_lines_is_read_as_one(db: Database) -> None:
    ann = a_user(db, "ann")
    pretty = msgspec.json.format(a_document().encode(), indent=2)

    result = import_sessions(db, "ann", {"dump": pretty + b"\n" + pretty.replace(b"890001", b"890002")}, an_act(ann))

    assert outcomes(result) == [ItemOutcome.IMPORTED] * 2


def test_an_unknown_assignment_becomes_an_imported_one_live_where_something_is_to_be_done(db: Database) -> None:
    ann = a_user(db, "ann")
    later = a_document(_id='"b"', status='"scheduled"', scheduledDate='"2026-04-01"', completedAt="", performanceLog="")
    past = a_document(_id='"c"', routineAssignmentId='"ended"')

    taken(db, ann, a_document(), later, past)

    with db.read() as read:
        live = assignments.get(read, "ann", "64b7f0c2a1d3e45f678900dd")
        ended = assignments.get(read, "ann", "ended")
    assert (live.origin, live.status, live.start_date) == (Origin.IMPORTED, AssignmentStatus.ACTIVE, "2025-03-03")
    assert (ended.origin, ended.status) == (Origin.IMPORTED, AssignmentStatus.COMPLETED)


def test_a_taken_over_assignment_is_replaced_as_the_seed_says(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, a_version(id="v1", created_by="ann"))
    later = a_document(_id='"b"', status='"scheduled"', scheduledDate='"2026-04-01"', completedAt="", performanceLog="")
    taken(db, ann, a_document(), later)

    receipt = replace_assignment(
        db, "ann", "64b7f0c2a1d3e45f678900dd", "v1", ReplacementRequest(start_date="2026-01-12"), an_act(ann)
    )

    assert [each.session_id for each in receipt.removed] == ["b"]
    assert receipt.kept.completed == 1


def test_a_scheduled_session_that_would_be_an_orphan_is_rejected(db: Database) -> None:
    ann = a_user(db, "ann")
    wait = {"status": '"scheduled"', "completedAt": "", "performanceLog": ""}

    result = taken(db, ann, a_document(**wait), a_document(_id='"b"', routineAssignmentId='"second"', **wait))

    assert outcomes(result) == [ItemOutcome.IMPORTED, ItemOutcome.REJECTED]
    with db.read() as read:
        assert verify(read).findings == ()


def test_the_same_documents_again_change_nothing_also_where_a_session_was_changed_here(db: Database) -> None:
    ann = a_user(db, "ann")
    taken(db, ann, a_document())
    note_session(db, "ann", "64b7f0c2a1d3e45f67890001", "Knee.", an_act(ann))

    again = taken(db, ann, a_document())

    assert (outcomes(again), again.import_id) == ([ItemOutcome.ALREADY_THERE], None)
    assert b'"notes":"Knee."' in written(db, ann, SessionForm.NDJSON)


def test_another_document_under_a_known_id_is_rejected_and_what_is_here_stays(db: Database) -> None:
    ann = a_user(db, "ann")
    taken(db, ann, a_document())

    result = taken(db, ann, a_document(status='"skipped"'), a_document(_id='"n"'), a_document(_id='"n"'))

    assert outcomes(result) == [ItemOutcome.REJECTED, ItemOutcome.IMPORTED, ItemOutcome.REJECTED]


def test_a_dry_run_tells_the_same_and_changes_nothing(db: Database) -> None:
    ann = a_user(db, "ann")

    would = taken(db, ann, a_document(), "{", dry_run=True)

    assert (would.import_id, outcomes(would)) == (None, [ItemOutcome.IMPORTED, ItemOutcome.REJECTED])
    assert written(db, ann, SessionForm.JSON) == b"[]\n"


def test_an_import_of_documents_is_taken_back_and_brought_back(db: Database) -> None:
    ann = a_user(db, "ann")
    result = taken(db, ann, a_document())

    undo_import(db, "ann", result.import_id or "", an_act(ann))
    gone = written(db, ann, SessionForm.NDJSON)
    again = taken(db, ann, a_document())

    assert (gone, outcomes(again)) == (b"", [ItemOutcome.BROUGHT_BACK])
    brought = a_document(updatedAt='"2026-01-05T09:00:00.000Z"')  # its coming back is a change
    assert written(db, ann, SessionForm.NDJSON).decode() == brought + "\n"


def test_bringing_documents_back_takes_the_same_statements_however_many_they_are(db: Database) -> None:
    ann = a_user(db, "ann")
    statements: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))
    counts = []

    for wave, many in enumerate((2, 20)):
        documents = [a_document(_id=f'"64b7f0c2a1d3e45f6789{wave}{n:03}"') for n in range(many)]
        result = taken(db, ann, *documents)
        undo_import(db, "ann", result.import_id or "", an_act(ann))
        statements.clear()
        again = taken(db, ann, *documents)
        assert outcomes(again) == [ItemOutcome.BROUGHT_BACK] * many
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_documents_open_no_version_that_is_not_the_users_to_read(db: Database) -> None:
    tom, eve = a_trainer(db), a_user(db, "eve")
    the_versions(db, tom, a_version(id="secret", created_by="tom"))

    result = taken(db, eve, a_document(routineVersionId='"secret"'))

    assert outcomes(result) == [ItemOutcome.REJECTED]
    with db.read() as read, pytest.raises(NotFound):
        readable_versions.get(read, an_actor(eve), "secret")


def test_foreign_fields_travel_in_an_archive(db: Database, elsewhere: Database) -> None:  # a fixture
    ann = a_user(db, "ann")
    taken(db, ann, a_document())
    archive = io.BytesIO()
    export_archive(db, "ann", archive, an_act(ann))

    import_archive(elsewhere, archive, an_act(ADMIN))

    assert written(elsewhere, ann, SessionForm.NDJSON).decode() == a_document() + "\n"


def a_log(performance: str, performed_at: str = "2025-03-03T08:10:00.000Z") -> str:
    """Give a log in our form, whose one set was done so, and then."""
    one = f'{{"_id":"t","setType":"working","setNumber":1,"performance":{performance},"performedAt":"{performed_at}"}}'
    exercise = f'{{"_id":"e","orderIndex":0,"exercise":{{"name":"Squat"}},"sets":[{one}]}}'
    return f'{{"sections":[{{"sectionId":"s","orderIndex":0,"exercises":[{exercise}]}}]}}'


def test_a_session_whose_log_writes_its_moments_otherwise_can_be_completed(db: Database) -> None:
    ann = a_user(db, "ann")
    log = a_log('{"reps":5}', "2025-03-03T08:10:00+00:00")
    (item,) = taken(db, ann, a_document(status='"in-progress"', completedAt="", performanceLog=log)).items

    done = complete_session(db, "ann", item.session_id or "", an_act(ann))

    assert done.completed_at == NOW


@pytest.mark.parametrize("performance", [f'{{"distance":{"9" * 400}}}', '{"reps":9000000000}'])
def test_a_number_that_no_database_takes_is_told_with_its_place(db: Database, performance: str) -> None:
    result = taken(db, a_user(db, "ann"), a_document(performanceLog=a_log(performance)))

    assert outcomes(result) == [ItemOutcome.REJECTED]
    assert "at performanceLog.sections[0].exercises[0].sets[0].performance" in (result.items[0].reason or "")


@pytest.mark.parametrize(
    "fields",
    [
        {"workoutSnapshot": '{"name":"a\\u0000b","type":"odd","sections":[{"x":1}]}'},
        {"workoutSnapshot": '{"name":"Odd","type":"odd","sections":[{"a\\u0000b":1}]}'},
        {"performanceLog": '{"sections":"odd","feedback":{"reason":"a\\u0000b"}}'},
    ],
)
def test_a_character_that_no_database_takes_is_told_also_where_nothing_computes_with_it(
    db: Database, fields: dict[str, str]
) -> None:
    result = taken(db, a_user(db, "ann"), a_document(**fields), a_document(_id='"sound"'))

    assert outcomes(result) == [ItemOutcome.REJECTED, ItemOutcome.IMPORTED]


def test_a_text_that_only_looks_like_such_a_character_is_kept(db: Database) -> None:
    snapshot = '{"name":"Odd","type":"odd","sections":[{"x":"C:\\\\u0000"}]}'

    assert outcomes(taken(db, a_user(db, "ann"), a_document(workoutSnapshot=snapshot))) == [ItemOutcome.IMPORTED]
