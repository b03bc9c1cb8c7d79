"""What a text of the notation says, before it has found its place in a session."""

from msgspec import Struct

from mesocycle.domain.log.performance import Performance, SectionResult
from mesocycle.domain.plan.workout import SetType, Side


class SaidSet(Struct, frozen=True, kw_only=True):
    """One set or effort; `at` is where it stands in the text, which is not part of what it says."""

    performance: Performance
    set_type: SetType | None = None
    side: Side | None = None
    round: int | None = None
    notes: str | None = None
    hands: int | None = None
    """2 where the weight is what each hand held."""
    at: int = 0


class SaidLine(Struct, frozen=True, kw_only=True):
    """What is said of one exercise, step or section; exactly one of sets, result and skipped says something."""

    name: str
    section: str | None = None
    added: bool = False
    instead_of: str | None = None
    sets: tuple[SaidSet, ...] = ()
    result: SectionResult | None = None
    skipped: str | None = None
    at: int = 0
