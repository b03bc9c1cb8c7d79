"""What was done as flat rows."""

import csv
import io

import pytest

from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.exports.sheet import SheetFormat, SheetKind, SheetRequest, export_sheet
from tests.actions.training import a_log, ann_trains
from tests.arrange import a_user, an_actor

SETS = SheetRequest(kind=SheetKind.SETS, format=SheetFormat.CSV)


def test_every_set_is_a_row_on_its_day_with_its_load_in_kilograms(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    put_log(db, "ann", first, a_log(), act)
    stream = io.BytesIO()

    count = export_sheet(db, "ann", SETS, stream, an_actor(ann))

    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig")))
    assert count == 1
    assert (row["day"], row["reps"], float(row["load_kg"])) == ("2026-01-05", "5", 100.0)


def test_days_without_anything_done_give_a_header_alone_and_days_the_wrong_way_round_are_refused(
    db: Database,
) -> None:
    ann, *_ = ann_trains(db)
    efforts = SheetRequest(kind=SheetKind.EFFORTS, format=SheetFormat.CSV)
    stream = io.BytesIO()

    assert export_sheet(db, "ann", efforts, stream, an_actor(ann)) == 0
    assert stream.getvalue().count(b"\n") == 1
    backwards = SheetRequest(kind=SheetKind.SETS, format=SheetFormat.CSV, first="2026-02-01", last="2026-01-01")
    with pytest.raises(DocumentNotValid, match="to"):
        export_sheet(db, "ann", backwards, io.BytesIO(), an_actor(ann))


def test_a_stranger_gets_no_row(db: Database) -> None:
    ann_trains(db)
    bob = a_user(db, "bob")

    with pytest.raises(NotFound):
        export_sheet(db, "ann", SETS, io.BytesIO(), an_actor(bob))
