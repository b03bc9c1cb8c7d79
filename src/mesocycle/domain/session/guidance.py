"""What progressions suggest for a session, line by line, and what of it was accepted."""

from mesocycle.domain.document import Document, Id
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.plan.workout import ProgressionMethod
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.session import WorkoutSession


class Guidance(Document, frozen=True, kw_only=True):
    """The suggestion for one exercise line; where it applies to `trainingMax`, its weight is a new training max."""

    line_id: Id
    exercise_id: Id
    exercise_variant_id: Id
    name: str
    method: ProgressionMethod
    applies_to: str
    suggestion: Suggestion


class SessionGuidance(Document, frozen=True, kw_only=True):
    """The suggestions for the lines of one session, in its order; the session's plan stays as it was written."""

    session_id: Id
    lines: tuple[Guidance, ...]


class AcceptedSuggestions(Document, frozen=True, kw_only=True):
    """What was accepted: the lines, empty where nothing was left to; the session and the training maxes it made."""

    session: WorkoutSession
    """Another one than was named where loads were accepted: it stands in its place."""
    lines: tuple[Guidance, ...]
    reference_values: tuple[ReferenceValue, ...]
