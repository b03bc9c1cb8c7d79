"""What an assignment or a receipt from elsewhere may not say."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.archive.assignment import restored, why_no_assignment, why_no_receipt
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, Pause
from mesocycle.domain.assignment.receipt import CreatedSession, ReceiptKind
from tests.builders import an_assignment
from tests.domain.assignment.test_receipt import RECEIPT

NEW = an_assignment()
ASSIGNED = replace(
    RECEIPT,
    kind=ReceiptKind.ASSIGNMENT,
    dry_run=False,
    new_assignment_id=NEW.id,
    routine_version_id=NEW.routine_version_id,
    not_created=(),
)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"status": AssignmentStatus.REPLACED}, "replaced by nothing"),
        ({"status": AssignmentStatus.REPLACED, "replaced_by_id": NEW.id}, "replaced by itself"),
        ({"origin": Origin.OWN, "status": AssignmentStatus.CANCELLED}, "one-off"),
        ({"start_day": 8}, "begins in no week"),
        ({"cycles": 0}, "cycles"),
        ({"shift_days": 100_000}, "shifted"),
        ({"weekday_map": {"monday": "friday", "tuesday": "friday"}}, "two training days"),
        ({"pauses": (Pause(from_="2026-02-01", to="2026-01-01"),)}, "ends before it begins"),
        ({"status": AssignmentStatus.PAUSED}, "paused without"),
    ],
)
def test_what_no_doing_here_could_have_left_is_told(wrong: dict[str, object], says: str) -> None:
    assert why_no_assignment(NEW) is None
    assert says in (why_no_assignment(replace(NEW, **wrong)) or "")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"dry_run": True}, "dry run"),
        ({"new_assignment_id": None}, "names other assignments"),
        ({"routine_version_id": "other"}, "none of its assignments follows"),
        ({"undone_at": "2026-01-06T09:00:00.000Z"}, "goes on"),
    ],
)
def test_a_receipt_agrees_with_the_assignments_it_names(wrong: dict[str, object], says: str) -> None:
    known = {NEW.id: NEW}

    assert why_no_receipt(ASSIGNED, (), known) is None
    assert says in (why_no_receipt(replace(ASSIGNED, **wrong), (), known) or "")


def test_what_undoing_brings_back_is_status_pauses_and_shift_and_nothing_else() -> None:
    now = replace(NEW, status=AssignmentStatus.CANCELLED, shift_days=3, notes_for_user="Added since.")

    assert restored(now, NEW) == replace(NEW, notes_for_user="Added since.")


def test_only_the_assignment_of_one_off_sessions_is_copied_beside() -> None:
    own = replace(NEW, id="own", origin=Origin.OWN)
    created = (CreatedSession(session_id="s", workout_name="A", scheduled_date="2026-01-05", scheduled_time="18:00"),)
    copied = replace(ASSIGNED, kind=ReceiptKind.COPY, new_assignment_id=None, old_assignment_id="own", created=created)
    plan = replace(copied, old_assignment_id=NEW.id)
    shift = replace(plan, kind=ReceiptKind.SHIFT)
    known = {NEW.id: NEW, "own": own}

    assert why_no_receipt(copied, (own,), known) is None
    assert why_no_receipt(plan, (NEW,), known) == "it copies sessions into a plan"
    assert why_no_receipt(shift, (NEW,), known) == "a shift creates nothing"
