"""Years of somebody's real training, moved to another server: every set, and what later imports are known by."""

import csv
import io
import zipfile

import pytest

from mesocycle.domain.imports.result import ImportSource, ItemOutcome
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.formats.apps.hevy import read_hevy
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.activities.import_activities import import_activities
from mesocycle.transfer.activities.read_activities import read_files
from mesocycle.transfer.archive.export_archive import export_archive
from mesocycle.transfer.archive.import_archive import import_archive
from mesocycle.transfer.exports.sheet import SheetFormat, SheetKind, SheetRequest, export_sheet
from mesocycle.transfer.history.import_history import import_history
from tests.arrange import ADMIN, a_user, an_act, an_actor
from tests.formats.real_files import DATA, needs_real_files

pytestmark = needs_real_files

NOW = "2026-11-22T09:00:00.000Z"
HEVY = "hevy_kg_7211sets.csv"
RUN = "fit-run/garmin-fenix-5-run.fit"


@pytest.fixture
def ann(db: Database) -> User:
    """Give Ann, who took over 335 workouts from Hevy and a run from her watch."""
    ann = a_user(db)
    _take_over(db, ann)
    name = DATA / RUN
    with name.open("rb") as stream:
        import_activities(db, "ann", list(read_files([(name.name, stream)])), an_act(ann, NOW))
    return ann


def _take_over(db: Database, user: User) -> list[ItemOutcome]:
    found = {HEVY: read_hevy((DATA / "csv" / HEVY).read_bytes())}
    result = import_history(db, user.id, ImportSource.HEVY, found, an_act(user, NOW))
    return [item.outcome for item in result.items]


def _exported(db: Database) -> dict[str, bytes]:
    with zipfile.ZipFile(_archive(db)) as members:
        return {name: members.read(name) for name in members.namelist()}


def _archive(db: Database) -> io.BytesIO:
    to = io.BytesIO()
    export_archive(db, "ann", to, Act(actor=ADMIN, now=NOW))
    return to


def test_imported_history_moves_with_what_it_is_known_by(db: Database, ann: User, elsewhere: Database) -> None:
    taken = import_archive(elsewhere, _archive(db), Act(actor=ADMIN, now=NOW))

    assert taken.rejected == ()
    assert _exported(elsewhere) == _exported(db)
    assert set(_take_over(elsewhere, ann)) == {ItemOutcome.ALREADY_THERE}
    with elsewhere.read() as read:
        assert verify(read).findings == ()


def test_every_real_set_has_its_row_and_the_sum_is_that_of_the_file(db: Database, ann: User) -> None:
    to = io.BytesIO()

    count = export_sheet(db, "ann", SheetRequest(kind=SheetKind.SETS, format=SheetFormat.CSV), to, an_actor(ann))

    rows = list(csv.DictReader(io.StringIO(to.getvalue().decode())))
    with (DATA / "csv" / HEVY).open(encoding="utf-8", newline="") as file:
        said = [(float(row["weight_kg"] or 0), float(row["reps"] or 0)) for row in csv.DictReader(file)]
    assert count == len(rows) == len(said) == 7211
    # A machine's help is below zero with us and above it in the file.
    assert sum(abs(float(row["weight"] or 0)) * float(row["reps"] or 0) for row in rows) == pytest.approx(
        sum(weight * reps for weight, reps in said)
    )
