"""Everything of one user, from server to server: the same documents, all or as far as they fit, again without harm."""

import io
import zipfile
from hashlib import sha256

import msgspec
import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.domain.archive.archive import ArchiveNotUsable, ArchivePart, ArchiveTaken
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.people.user import Role, User
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.snapshot import snapshot
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotPermitted
from mesocycle.domain.session.inputs import Completion, OneOff
from mesocycle.formats.apps.readers import READERS
from mesocycle.formats.text.cells import NOTHING_SAID
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import readable_versions, routines
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import performed_set
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive.export_archive import export_archive
from mesocycle.transfer.archive.import_archive import import_archive
from mesocycle.transfer.history.import_history import import_history
from mesocycle.transfer.imports.undo_import import undo_import
from tests.actions.training import MONDAY_EVENING, WORKOUT, ann_has_a_training_max
from tests.arrange import ADMIN, a_coaching, a_routine, a_trainer, a_user, an_act, the_versions
from tests.builders import a_version, a_workout
from tests.formats.export_damage import own_exports

LATER = "2026-02-01T09:00:00.000Z"


def a_history(db: Database) -> tuple[User, User]:
    """Let Ann train for a while under Tom: done, replaced, adjusted, one-off, cancelled, noted and measured."""
    tom, ann = a_trainer(db), a_user(db, "ann")
    a_coaching(db, tom, ann)
    first = a_version(id="v1", created_by="tom", workouts=(WORKOUT,))
    second = a_version(id="v2", version=2, created_by="tom", workouts=(a_workout(name="Squat day II"),))
    the_versions(db, tom, first, second)
    ann_has_a_training_max(db, ann, 140)
    receipt = assign_routine(db, "ann", "v1", AssignmentRequest(start_date="2026-01-05"), an_act(tom))
    done, adjusted, *_ = (each.session_id for each in receipt.created)
    evening = an_act(ann, MONDAY_EVENING)
    complete_session(db, "ann", done, evening, given=Completion(as_planned=True))
    note_session(db, "ann", done, "Heavy.", evening)
    adjust_session(db, "ann", adjusted, snapshot(WORKOUT, 2, 4), an_act(tom, MONDAY_EVENING))
    one_off = add_session(db, "ann", OneOff(scheduled_date="2026-01-08", workout=WORKOUT), evening).id
    cancel_session(db, "ann", one_off, evening)
    wish = ReplacementRequest(start_date="2026-01-12")
    replace_assignment(db, "ann", receipt.new_assignment_id or "", "v2", wish, an_act(tom, "2026-01-10T09:00:00.000Z"))
    a_routine(db, ann, name="Ann's own plan")
    return tom, ann


def exported(db: Database, user: User) -> io.BytesIO:
    stream = io.BytesIO()
    export_archive(db, user.id, stream, an_act(user, LATER))
    return stream


def lines_of(archive: io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as members:
        return {name: members.read(name) for name in members.namelist()}


def brought(db: Database, archive: io.BytesIO) -> ArchiveTaken:
    return import_archive(db, archive, an_act(ADMIN, LATER))


def counts(taken: ArchiveTaken) -> dict[str, tuple[int, int, int]]:
    return {each.part.value: (each.imported, each.already_there, each.rejected) for each in taken.parts}


def test_an_archive_taken_in_elsewhere_gives_the_same_archive_byte_for_byte(db: Database, elsewhere: Database) -> None:
    tom, ann = a_history(db)
    of_tom, of_ann = exported(db, tom), exported(db, ann)

    for archive in (of_tom, of_ann):
        brought(elsewhere, archive)

    assert lines_of(exported(elsewhere, ann)) == lines_of(of_ann)
    assert lines_of(exported(elsewhere, tom)) == lines_of(of_tom)
    with db.read() as here, elsewhere.read() as there:
        assert verify(there).findings == ()
        assert sorted(map(tuple, there.execute(performed_set.select()))) == sorted(
            map(tuple, here.execute(performed_set.select()))
        )


def test_an_archive_holds_every_part_of_a_history(db: Database) -> None:
    _, ann = a_history(db)

    lines = {name: body.count(b"\n") for name, body in lines_of(exported(db, ann)).items()}

    assert lines["routine-versions.ndjson"] == 4  # two that she followed, her own plan, her one-off sessions
    assert (lines["assignments.ndjson"], lines["receipts.ndjson"], lines["reference-values.ndjson"]) == (3, 2, 1)
    assert lines["tombstones.ndjson"] >= 3
    assert lines["sessions.ndjson"] >= 4
    assert lines["events.ndjson"] >= 3
    assert lines["coachings.ndjson"] == 1


def test_taking_an_archive_in_again_changes_nothing(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    archive = exported(db, ann)
    brought(elsewhere, archive)

    again = brought(elsewhere, archive)

    assert not again.new_user
    assert {part: count for part, count in counts(again).items() if count[0]} == {}
    assert lines_of(exported(elsewhere, ann))["sessions.ndjson"] == lines_of(archive)["sessions.ndjson"]


def test_an_archive_comes_in_where_it_came_from_and_changes_nothing(db: Database) -> None:
    _, ann = a_history(db)
    archive = exported(db, ann)

    taken = import_archive(db, archive, an_act(ann, LATER))

    assert [each for each in taken.parts if each.imported or each.rejected] == []


def test_a_dry_run_says_what_would_come_of_it_and_changes_nothing(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    archive = exported(db, ann)

    would = import_archive(elsewhere, archive, an_act(ADMIN, LATER), dry_run=True)

    with pytest.raises(NotFound):
        exported(elsewhere, ann)
    assert counts(would) == counts(brought(elsewhere, archive))


def test_what_was_changed_here_since_stays_as_it_is_and_is_said(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    archive = exported(db, ann)
    brought(elsewhere, archive)
    with elsewhere.read() as read:
        changed = next(each for each in sessions.between(read, "ann", "2026-01-12", "2026-01-12"))
    complete_session(elsewhere, "ann", changed.id, an_act(ann, "2026-01-12T18:00:00.000Z"))

    again = brought(elsewhere, archive)

    assert [(each.part, each.id) for each in again.rejected if each.part is not ArchivePart.COACHINGS] == [
        (ArchivePart.SESSIONS, changed.id)
    ]


def test_training_is_added_to_that_of_a_user_who_is_known_by_another_id(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    archive = exported(db, ann)
    annie = a_user(elsewhere, "annie")

    taken = import_archive(elsewhere, archive, an_act(annie, LATER), into="annie")
    again = import_archive(elsewhere, archive, an_act(annie, LATER), into="annie")

    assert {each.part for each in taken.rejected} == {ArchivePart.COACHINGS}
    assert {part: count for part, count in counts(again).items() if count[0]} == {}
    with elsewhere.read() as read:
        found = sessions.between(read, "annie", "2026-01-01", "2026-12-31")
        assert verify(read).findings == ()
    assert b'"userId":"annie"' in msgspec.json.encode(found[0])
    assert len(found) == lines_of(archive)["sessions.ndjson"].count(b"\n")


def test_what_was_added_is_taken_back_as_a_whole_and_comes_again(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    archive = exported(db, ann)
    annie = a_user(elsewhere, "annie")
    taken = import_archive(elsewhere, archive, an_act(annie, LATER), into="annie")

    undo_import(elsewhere, "annie", taken.import_id or "", an_act(annie, LATER))
    gone = lines_of(exported(elsewhere, annie))["sessions.ndjson"]
    again = import_archive(elsewhere, archive, an_act(annie, LATER), into="annie")

    assert gone == b""
    assert counts(again)["sessions"] == counts(taken)["sessions"]
    with elsewhere.read() as read:
        assert verify(read).findings == ()
    once_more = import_archive(elsewhere, archive, an_act(annie, LATER), into="annie")
    assert {each.part for each in once_more.rejected} == {ArchivePart.COACHINGS}


def test_an_athlete_takes_their_archive_without_the_trainer_and_the_trainer_may_not(db: Database) -> None:
    tom, ann = a_history(db)
    end_coaching(db, "tom", an_act(ann, LATER))

    assert exported(db, ann).getvalue()
    with pytest.raises(NotFound):
        export_archive(db, "ann", io.BytesIO(), an_act(tom, LATER))


def test_a_trainer_who_coaches_may_not_take_an_athletes_archive_either(db: Database) -> None:
    tom, _ = a_history(db)

    with pytest.raises(NotPermitted):
        export_archive(db, "ann", io.BytesIO(), an_act(tom, LATER))


def test_only_an_admin_brings_a_user_to_a_server(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    stranger = a_user(elsewhere, "stranger")

    with pytest.raises(NotPermitted):
        import_archive(elsewhere, exported(db, ann), an_act(stranger, LATER))


def test_an_address_that_somebody_has_here_is_refused(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    from_elsewhere = a_user(elsewhere, "anna")
    with elsewhere.engine.begin() as connection:
        connection.exec_driver_sql("update app_user set email = 'ann@example.org'")

    with pytest.raises(AlreadyExists):
        brought(elsewhere, exported(db, ann))

    assert from_elsewhere.id == "anna"


def test_the_role_admin_is_never_taken_over(db: Database, elsewhere: Database) -> None:
    root = a_user(db, "root", roles=(Role.ATHLETE, Role.ADMIN))

    taken = brought(elsewhere, exported(db, root))

    assert [each.part for each in taken.rejected] == [ArchivePart.USER]
    assert b'"roles":["athlete"]' in lines_of(exported(elsewhere, root))["user.ndjson"]


def test_an_archive_gives_no_coaching_to_whoever_takes_it_in_for_themselves(db: Database, elsewhere: Database) -> None:
    tom, ann = a_history(db)
    a_trainer(elsewhere)
    a_user(elsewhere, "ann")

    import_archive(elsewhere, exported(db, ann), an_act(ann, LATER))

    with elsewhere.read() as read, pytest.raises(NotFound):
        coachings.permit(read, an_act(tom).actor, "ann", Deed.SEE)


def test_an_archive_opens_no_version_that_its_user_may_not_read(db: Database, elsewhere: Database) -> None:
    tom, ann = a_history(db)
    archive = exported(db, ann)
    a_trainer(elsewhere)
    the_versions(elsewhere, tom, a_version(id="v1", created_by="tom", name="Secret"))
    a_user(elsewhere, "ann")

    import_archive(elsewhere, archive, an_act(ann, LATER))

    with elsewhere.read() as read, pytest.raises(NotFound):
        readable_versions.get(read, an_act(ann).actor, "v1")


def test_an_archive_plants_no_version_in_another_users_routine(db: Database, elsewhere: Database) -> None:
    tom, ann = a_history(db)
    archive = exported(db, ann)
    a_trainer(elsewhere)
    the_versions(elsewhere, tom, a_version(id="v1", created_by="tom", workouts=(WORKOUT,)))
    a_user(elsewhere, "ann")

    taken = import_archive(elsewhere, archive, an_act(ann, LATER))

    with elsewhere.read() as read:
        assert [each.id for each in routines.versions_of(read, "routine-1")] == ["v1"]
        assert verify(read).findings == ()
    assert ("routine-versions", "v2") in {(each.part.value, each.id) for each in taken.rejected}


def test_an_archive_whose_history_leads_elsewhere_is_refused_whole(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    archive = rewritten(exported(db, ann), "sessions.ndjson", b'"status":"completed"', b'"status":"skipped"')

    with pytest.raises(ArchiveNotUsable, match="does not lead to where it stands"):
        brought(elsewhere, archive)

    with pytest.raises(NotFound):
        exported(elsewhere, ann)


def test_an_archive_with_a_routine_without_versions_is_refused_whole(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    archive = exported(db, ann)
    versions = lines_of(archive)["routine-versions.ndjson"].splitlines(keepends=True)
    only = next(line for line in versions if b"own plan" in line)

    with pytest.raises(ArchiveNotUsable, match="No version of the routine"):
        brought(elsewhere, rewritten(archive, "routine-versions.ndjson", only, b""))

    with pytest.raises(NotFound):
        exported(elsewhere, ann)


def test_an_item_of_an_import_comes_in_with_its_session_only(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(db)
    hevy = READERS[ImportSource.HEVY](own_exports()[ImportSource.HEVY][0], NOTHING_SAID)
    (item,) = import_history(db, ann.id, ImportSource.HEVY, {"hevy.csv": hevy}, an_act(ann, LATER)).items

    archive = rewritten(exported(db, ann), "import-items.ndjson", (item.session_id or "").encode(), b"nobody")
    taken = brought(elsewhere, archive)

    assert ("import-items", "its session did not come in") in {(no.part.value, no.reason) for no in taken.rejected}
    with elsewhere.read() as read:
        assert verify(read).findings == ()


@pytest.mark.parametrize("left", [b"", b'{"since":"2026-01-01T00:00:00.000Z","timeZone":"Nowhere/Land"}\n'])
def test_a_user_none_of_whose_zones_came_in_lived_in_the_present_one(
    db: Database, elsewhere: Database, left: bytes
) -> None:
    _, ann = a_history(db)
    archive = exported(db, ann)

    brought(elsewhere, rewritten(archive, "zones.ndjson", lines_of(archive)["zones.ndjson"], left))

    with elsewhere.read() as read:
        assert verify(read).findings == ()
        assert users.zone_at(read, ann.id, ann.created_at) == ann.time_zone


def rewritten(archive: io.BytesIO, member: str, old: bytes, new: bytes) -> io.BytesIO:
    """Give an archive in which something else stands, with hashes and lengths that fit."""
    members = lines_of(archive)
    assert old in members[member]
    members[member] = members[member].replace(old, new)
    manifest = msgspec.json.decode(members["manifest.json"])
    for part in manifest["parts"]:
        if f"{part['name']}.ndjson" == member:
            body = members[member]
            part |= {"lines": body.count(b"\n"), "bytes": len(body), "sha256": sha256(body).hexdigest()}
    members["manifest.json"] = msgspec.json.encode(manifest)
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in members.items():
            packed.writestr(name, body)
    return to
