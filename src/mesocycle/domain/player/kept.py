"""What a phone keeps so that it can go through the next days' training without a network."""

from mesocycle.domain.document import Date, Document, Id, Instant
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.people.user import Gym, LoadStep, Units
from mesocycle.domain.player.turns import Turn
from mesocycle.domain.reference.value import MissingReference
from mesocycle.domain.session.session import WorkoutSession


class Play(Document, frozen=True, kw_only=True):
    """One session with the turns in which it is done; none where its plan is one that nobody can read."""

    session: WorkoutSession
    turns: tuple[Turn, ...]
    missing: tuple[MissingReference, ...]
    """The values its plan asks for and the athlete lacks."""
    seen_at: Instant | None = None
    """When a trainer read what was said of it."""


class DoneBefore(Document, frozen=True, kw_only=True):
    """One set of the last day on which an exercise was done."""

    reps: int | None = None
    load_kg: float | None = None


class LastTime(Document, frozen=True, kw_only=True):
    """What was done of a variant when it was last done."""

    exercise_variant_id: Id
    day: Date
    sets: tuple[DoneBefore, ...]


class Advice(Document, frozen=True, kw_only=True):
    """What the plan's own progression says of a line this time, and what that means set by set."""

    line_id: Id
    why: str
    sets: dict[Id, Suggestion] | None = None
    """By set id; none where it is a new training max, or as the plan is written."""


class BestLoad(Document, frozen=True, kw_only=True):
    """The heaviest load until yesterday for a number of repetitions."""

    exercise_variant_id: Id
    reps: int
    load_kg: float


class Kept(Document, frozen=True, kw_only=True):
    """All of it, of one athlete at one moment; `epoch` and `seq` are the feed's, for the work that is sent later."""

    user_id: Id
    units: Units
    time_zone: str
    now: Instant
    today: Date
    epoch: str
    seq: int
    plays: tuple[Play, ...]
    last_time: tuple[LastTime, ...]
    advice: tuple[Advice, ...]
    bests: tuple[BestLoad, ...]
    load_step: LoadStep | None = None
    gym: Gym | None = None
