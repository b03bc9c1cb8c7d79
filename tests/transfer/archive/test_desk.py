"""A trainer's groups and templates go along in their archive, and come in where they fit."""

import io
import zipfile

import msgspec

from mesocycle.actions.conversation.create_template import create_template
from mesocycle.actions.groups.create_group import create_group
from mesocycle.actions.groups.delete_group import delete_group
from mesocycle.domain.archive.archive import LATER_PARTS, ArchivePart
from mesocycle.domain.people.group import NewAthleteGroup
from mesocycle.domain.people.message_template import NewMessageTemplate
from mesocycle.domain.people.user import User
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import groups
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive.export_archive import export_archive
from mesocycle.transfer.archive.import_archive import import_archive
from tests.arrange import a_coaching, a_trainer, a_user, an_act


def toms_archive(db: Database) -> tuple[User, io.BytesIO]:
    """Let Tom coach Ann, who is in a group of his, keep a template, and export."""
    tom = a_trainer(db)
    a_coaching(db, tom, a_user(db))
    create_group(db, NewAthleteGroup(name="Tuesdays", members=("ann",)), an_act(tom))
    create_template(db, NewMessageTemplate(name="Hello", text="Hello {athlete}."), an_act(tom))
    archive = io.BytesIO()
    export_archive(db, "tom", archive, an_act(tom))
    archive.seek(0)
    return tom, archive


def test_a_group_that_is_gone_comes_back_with_those_who_are_coached(db: Database) -> None:
    tom, archive = toms_archive(db)
    with db.read() as read:
        (before,) = groups.of_trainer(read, "tom")
    delete_group(db, before.id, an_act(tom))

    taken = import_archive(db, archive, an_act(tom), into="tom")

    with db.read() as read:
        assert groups.of_trainer(read, "tom") == [before]
        assert verify(read).findings == ()
    assert taken.rejected == ()


def test_what_is_here_already_stays(db: Database) -> None:
    tom, archive = toms_archive(db)

    taken = import_archive(db, archive, an_act(tom), into="tom")

    told = {each.part: (each.imported, each.already_there, each.rejected) for each in taken.parts}
    assert (told[ArchivePart.GROUPS], told[ArchivePart.MESSAGE_TEMPLATES]) == ((0, 1, 0), (0, 1, 0))


def test_somebody_else_who_takes_it_in_gets_the_groups_without_people(db: Database) -> None:
    _, archive = toms_archive(db)
    sue = a_trainer(db, "sue")

    import_archive(db, archive, an_act(sue), into="sue")

    with db.read() as read:
        (group,) = groups.of_trainer(read, "sue")
        (template,) = message_templates.of_user(read, "sue")
        assert verify(read).findings == ()
    assert (group.name, group.members, template.text) == ("Tuesdays", (), "Hello {athlete}.")


def test_another_of_the_same_name_is_not_taken_in(db: Database) -> None:
    _, archive = toms_archive(db)
    sue = a_trainer(db, "sue")
    own = create_group(db, NewAthleteGroup(name="Tuesdays"), an_act(sue))

    taken = import_archive(db, archive, an_act(sue), into="sue")

    assert [each.part for each in taken.rejected] == [ArchivePart.COACHINGS, ArchivePart.GROUPS]
    with db.read() as read:
        assert groups.of_trainer(read, "sue") == [own]


def test_an_archive_from_before_there_were_these_is_taken_in(db: Database) -> None:
    tom, archive = toms_archive(db)
    older = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(older, "w") as new:
        for member in old.infolist():
            body = old.read(member)
            if member.filename.removesuffix(".ndjson") in LATER_PARTS:
                continue
            if member.filename == "manifest.json":
                manifest = msgspec.json.decode(body)
                manifest["parts"] = [each for each in manifest["parts"] if each["name"] not in LATER_PARTS]
                body = msgspec.json.encode(manifest)
            new.writestr(member.filename, body)
    older.seek(0)

    taken = import_archive(db, older, an_act(tom), into="tom")

    assert taken.rejected == ()
