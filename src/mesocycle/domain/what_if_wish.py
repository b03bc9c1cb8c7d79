"""What is asked when a version is tried on real history before it is given."""

from mesocycle.domain.assignment import ReplacementWish
from mesocycle.domain.document import Document, Id

WEEKS = 6
"""How many whole weeks are looked back on."""
MOST_WEEKS = 104


class WhatIfWish(Document, frozen=True, kw_only=True):
    """The version, on whom it is tried (absent: all within reach), from where, and how far is looked back."""

    routine_version_id: Id
    members: tuple[Id, ...] | None = None
    wish: ReplacementWish = ReplacementWish(continue_=True)
    weeks: int = WEEKS
