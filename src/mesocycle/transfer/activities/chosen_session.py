"""A session chosen for an activity: only one new activity can be its deed."""

from collections.abc import Iterable

from mesocycle.domain.imports.result import ImportedItem, ItemOutcome
from mesocycle.domain.refusal import Refusal, RefusalKind
from mesocycle.domain.remedy import Do


class NotOneActivity(Refusal):
    """A session is chosen for several activities at once, or for none."""

    kind = RefusalKind.INVALID


def check_one(new: int, told: Iterable[ImportedItem]) -> None:
    """Refuse a session that is chosen for several new activities, or for none: what was told of them says why."""
    if new == 1:
        return
    if new:
        raise NotOneActivity(
            f"One session was chosen for {new} activities.",
            "Choose a session for one file with one activity, and import the others without it.",
        )
    there = next((item.session_id for item in told if item.outcome is ItemOutcome.ALREADY_THERE), None)
    if there is None:
        raise NotOneActivity(
            "No activity was found for the session that was chosen.",
            "Import the file without a session to see what is wrong with it.",
        )
    raise NotOneActivity(
        f"The activity is there already, in session {there}.",
        f"Take it back first: {Do('import unmatch', (there,))} where a plan waited, else undo the import "
        f"that {Do('import list')} shows.",
    )
