"""Whether what came in of an archive holds together: what its receipts tell of, and what no receipt tells of."""

from collections.abc import Mapping

from mesocycle.domain.archive.archive import ArchiveNotUsable
from mesocycle.domain.archive.assignment import ENDED_BY
from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Id
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.sessions import whole as whole_sessions
from mesocycle.transfer.archive.known import ArchiveContext

_AT_ONCE = 500


def require_told(known: ArchiveContext, new_statuses: Mapping[Id, str]) -> None:
    """Refuse an archive whose receipts tell of sessions that are nowhere, or that stand where none can.

    `new_statuses` are those of the sessions that came in.
    """
    new = [known.receipts[each] for each in sorted(known.new_receipts)]
    told = {session_id: receipt for receipt in new for session_id in receipt.told}
    missing = sorted(told.keys() - known.sessions)
    for start in range(0, len(missing), _AT_ONCE):
        some = missing[start : start + _AT_ONCE]
        for session_id in sorted(set(some) - whole_sessions.there(known.write, known.owner, some)):
            raise _no(f"The receipt {told[session_id].id} tells of session {session_id}, which is nowhere")
    for receipt in new:
        if receipt.undone_at is not None:
            continue
        for each in receipt.removed:
            if new_statuses.get(each.session_id) == SessionStatus.SCHEDULED:
                raise _no(f"The receipt {receipt.id} removed session {each.session_id}, which is still scheduled")


def untold_assignments(known: ArchiveContext) -> set[Id]:
    """Name the assignments that came in without the receipt of their beginning, or of their end."""
    begun = {each.new_assignment_id for each in known.receipts.values()}
    ended = {
        each.old_assignment_id for each in known.receipts.values() if each.kind in ENDED_BY and each.undone_at is None
    }
    undone = {each.new_assignment_id for each in known.receipts.values() if each.undone_at is not None}
    return {
        assignment_id
        for assignment_id in known.new_assignments
        if (assignment := known.assignments[assignment_id]).origin is Origin.ASSIGNED
        and (
            assignment_id not in begun
            or not (assignment.status.live or assignment_id in ended or assignment_id in undone)
        )
    }


def _no(sentence: str) -> ArchiveNotUsable:
    return ArchiveNotUsable(f"{sentence}; nothing was taken in.", "Export the archive anew where it comes from.")
