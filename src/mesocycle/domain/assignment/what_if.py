"""What is asked when a version is tried on real history before it is given."""

from msgspec.structs import fields

from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.assignment.roll_out import check_members
from mesocycle.domain.document import Document, Id
from mesocycle.domain.reading import storable
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal

WEEKS_AHEAD = 6
"""How many whole weeks are looked back on."""
MOST_WEEKS_AHEAD = 104


class WhatIfRequest(Document, frozen=True, kw_only=True):
    """The version, on whom it is tried (absent: all within reach), from where, and how far is looked back."""

    routine_version_id: Id
    members: tuple[Id, ...] | None = None
    wish: ReplacementRequest = ReplacementRequest(continue_=True)
    weeks: int = WEEKS_AHEAD


def check_what_if_wish(given: WhatIfRequest) -> None:
    """Refuse what can't be an id, a day or a time, on whomever it is tried, and more weeks than are looked back on."""
    check_members(given.members or ())
    on_the_wire = {each.name: each.encode_name for each in fields(given.wish)}
    faults = [
        Fault(f"wish.{on_the_wire.get(name, name)}", f"can't be {text!r}", "Write it in the form of the documentation.")
        for name, text in storable.faults(given.wish)
    ]
    if not 1 <= given.weeks <= MOST_WEEKS_AHEAD:
        faults.append(
            Fault("weeks", f"is {given.weeks}, but must be 1 to {MOST_WEEKS_AHEAD}", f"Give 1 to {MOST_WEEKS_AHEAD}.")
        )
    if faults:
        raise refusal(faults)
