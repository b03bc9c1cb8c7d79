"""Pictures in archives: taken along, never believed unseen, and missing in archives of before."""

import io
import zipfile

import msgspec
import pytest

from mesocycle.actions.library.put_picture import put_picture
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.plans.library import find_picture_in
from mesocycle.domain.archive.archive import ArchivePart
from mesocycle.domain.plan.library import NewExercise
from mesocycle.domain.refusal import NotFound
from mesocycle.formats.documents.pictures import make_picture
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.storage.upkeep.verify import verify
from tests.arrange import a_user, an_act
from tests.formats.documents.painting import a_picture
from tests.transfer.archive.test_forged_archive import rejected, taken_by
from tests.transfer.forging import each, forged
from tests.transfer.test_archive import brought, counts, exported, lines_of


def an_archive(db: Database) -> tuple[str, bytes]:
    """Let Ann have an exercise with a picture, and give her archive."""
    ann = a_user(db)
    lift = add_exercise(db, NewExercise(name="Anvil lift", kind="strength"), an_act(ann))
    put_picture(db, lift.id, a_picture(), an_act(ann))
    return lift.id, exported(db, ann).getvalue()


def test_a_picture_goes_along_to_another_server(db: Database, elsewhere: Database) -> None:
    lift, archive = an_archive(db)

    taken = brought(elsewhere, io.BytesIO(archive))

    assert counts(taken)["pictures"] == (1, 0, 0)
    with db.read() as here, elsewhere.read() as there:
        ann_there = users.get(there, "ann")
        assert find_picture_in(there, "ann", lift) == find_picture_in(here, "ann", lift)
        assert verify(there).findings == ()
    assert lines_of(exported(elsewhere, ann_there)) == lines_of(io.BytesIO(archive))


def test_an_archive_of_before_there_were_pictures_is_taken_in(db: Database, elsewhere: Database) -> None:
    lift, archive = an_archive(db)

    taken = brought(elsewhere, without_pictures(archive))

    assert counts(taken)["exercises"] == (1, 0, 0)
    with elsewhere.read() as there, pytest.raises(NotFound):
        find_picture_in(there, "ann", lift)


def test_a_picture_that_is_none_or_another_is_rejected(db: Database, elsewhere: Database) -> None:
    _, archive = an_archive(db)
    ann = a_user(elsewhere)
    other = make_picture(a_picture(size=(30, 20))).body

    for body in (b"<script>alert(1)</script>", other):
        lie = forged(archive, pictures=each(lambda document: document.update(body=base64_of(body))))  # noqa: B023  # called at once
        taken = taken_by(elsewhere, ann, lie)

        assert len(rejected(taken, ArchivePart.PICTURES)) == 1


def test_a_picture_of_somebody_elses_exercise_is_rejected(db: Database, elsewhere: Database) -> None:
    _, archive = an_archive(db)
    ann, ben = a_user(elsewhere), a_user(elsewhere, "ben")
    bens = add_exercise(elsewhere, NewExercise(name="Anvil lift", kind="strength"), an_act(ben))

    taken = taken_by(elsewhere, ann, forged(archive, pictures=each(lambda it: it.update(exerciseId=bens.id))))

    assert rejected(taken, ArchivePart.PICTURES) == ["its exercise did not come in, and is none of yours here"]


def base64_of(body: bytes) -> str:
    found: str = msgspec.json.decode(msgspec.json.encode(body))
    return found


def without_pictures(archive: bytes) -> io.BytesIO:
    """Give an archive as a version of before wrote it."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as members, zipfile.ZipFile(to, "w") as written:
        for name in members.namelist():
            if name == "pictures.ndjson":
                continue
            body = members.read(name)
            if name == "manifest.json":
                told = msgspec.json.decode(body)
                told["parts"] = [part for part in told["parts"] if part["name"] != "pictures"]
                body = msgspec.json.encode(told)
            written.writestr(name, body)
    return to
