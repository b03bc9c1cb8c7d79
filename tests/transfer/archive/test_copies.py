"""What was copied beside the plans goes along with the receipts that tell of it, and comes in sound."""

import io

from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.arrange_sessions import arrange_sessions
from mesocycle.domain.archive.archive import ArchivePart
from mesocycle.domain.assignment.receipt import ReceiptKind
from mesocycle.domain.session.arranging import Arranging
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive.export_archive import export_archive
from mesocycle.transfer.archive.import_archive import import_archive
from tests.actions.training import ann_trains
from tests.arrange import ADMIN, a_coaching, a_trainer, an_act


def test_receipts_of_copies_come_in_standing_and_taken_back(db: Database, elsewhere: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    copied = [
        arrange_sessions(db, "ann", Arranging(session_ids=(first,), days=days, copies=True), an_act(tom))
        for days in (1, 3)
    ]
    both = (first, copied[0].copied[0].session_id or "")
    arrange_sessions(db, "ann", Arranging(session_ids=both, days=7), act)  # receipts of two assignments at once
    undo_receipt(db, "ann", copied[1].receipt_ids[0], act)
    archive = io.BytesIO()
    export_archive(db, "ann", archive, act)
    archive.seek(0)

    taken = import_archive(elsewhere, archive, an_act(ADMIN))

    with db.read() as read:
        sent = receipts.of_user(read, "ann")
    with elsewhere.read() as read:
        came = receipts.of_user(read, "ann")
        assert verify(read).findings == ()
    assert {each.part for each in taken.rejected} == {ArchivePart.COACHINGS}  # her trainer is not there
    assert came == sent
    assert [each.undone_at is None for each in came if each.kind is ReceiptKind.COPY] == [False, True]
