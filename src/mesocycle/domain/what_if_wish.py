"""What is asked when a version is tried on real history before it is given."""

from mesocycle.domain.assignment import ReplacementWish
from mesocycle.domain.document import Document, Id
from mesocycle.domain.ids import is_id
from mesocycle.domain.misfit import Fault
from mesocycle.domain.reading import refusal
from mesocycle.domain.roll_out import check_members

WEEKS = 6
"""How many whole weeks are looked back on."""
MOST_WEEKS = 104


class WhatIfWish(Document, frozen=True, kw_only=True):
    """The version, on whom it is tried (absent: all within reach), from where, and how far is looked back."""

    routine_version_id: Id
    members: tuple[Id, ...] | None = None
    wish: ReplacementWish = ReplacementWish(continue_=True)
    weeks: int = WEEKS


def check_what_if_wish(given: WhatIfWish) -> None:
    """Refuse ids that can't be anybody's or any session's, and more weeks than are looked back on."""
    check_members(given.members or ())
    faults = [
        Fault(f"wish.include[{place}]", f"can't be {each[:80]!r}", "Name sessions by their ids.")
        for place, each in enumerate(given.wish.include or ())
        if not is_id(each)
    ]
    if not 1 <= given.weeks <= MOST_WEEKS:
        faults.append(Fault("weeks", f"is {given.weeks}, but must be 1 to {MOST_WEEKS}", f"Give 1 to {MOST_WEEKS}."))
    if faults:
        raise refusal(faults)
