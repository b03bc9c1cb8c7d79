"""Many files, read on all cores."""

import io
import zipfile

from mesocycle.domain.imports.result import ItemOutcome
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.activities.import_activities import import_activities
from mesocycle.transfer.activities.read_activities import read_files
from tests.arrange import a_user, an_act
from tests.formats.fit_bytes import a_run
from tests.transfer.activities.recorded import (
    LATER,
    imported,
    outcomes,
)


def test_one_bad_file_never_stops_the_rest(db: Database) -> None:
    ann = a_user(db)

    result = imported(db, ann, b"nonsense", a_run([(300, 1000)]))

    assert outcomes(result) == [ItemOutcome.REJECTED, ItemOutcome.IMPORTED]


def test_a_zip_of_many_is_read_on_all_cores_in_its_own_order(db: Database) -> None:
    ann = a_user(db)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(12):
            archive.writestr(f"{number:02}.fit", a_run([(300, 1000 + number)], start=number * 90_000))
    stream.seek(0)

    result = import_activities(db, ann.id, list(read_files([("all.zip", stream)])), an_act(ann, LATER))

    assert [item.file for item in result.items] == [f"all.zip/{number:02}.fit" for number in range(12)]
    assert set(outcomes(result)) == {ItemOutcome.IMPORTED}
