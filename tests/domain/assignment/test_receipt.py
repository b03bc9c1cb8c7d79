"""The stored result of an assignment or a replacement."""

import pytest

from mesocycle.domain.assignment.receipt import KeptCounts, NotCreated, Receipt, ReceiptKind
from mesocycle.domain.document import encode
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid

RECEIPT = Receipt(
    id="receipt-1",
    kind=ReceiptKind.REPLACEMENT,
    user_id="ann",
    at="2026-01-05T09:00:00.000Z",
    by="tom",
    dry_run=True,
    removed=(),
    kept=KeptCounts(in_progress=0, completed=0, skipped=0, cancelled=0),
    kept_sessions=(),
    created=(),
    not_created=(NotCreated(workout_name="Squat day", planned_date="2026-01-05", reason="overdue"),),
    moved=(),
    same_day=(),
    missing_references=(),
)


def test_a_receipt_says_none_where_there_was_none_so_that_nothing_is_left_to_guess() -> None:
    said = read(encode(RECEIPT), dict)

    assert (said["removed"], said["created"], said["moved"], said["dryRun"]) == ([], [], [], True)


def test_what_was_not_created_has_one_of_three_reasons() -> None:
    spoiled = encode(RECEIPT).replace(b'"overdue"', b'"forgotten"')

    with pytest.raises(DocumentNotValid, match="notCreated"):
        read(spoiled, Receipt)
