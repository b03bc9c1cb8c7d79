"""Which numbers a log may hold: nothing negative that can't be, nothing no body could do."""

from collections.abc import Container, Iterator

from msgspec.structs import replace

from mesocycle.domain.document import Id, Instant, Number
from mesocycle.domain.instant import moment
from mesocycle.domain.performance import Feedback, Performance, SectionResult
from mesocycle.domain.refusal import PathMessage

_DAY_S = 86_400

# Far beyond records, near enough to catch grams for kilograms and milliseconds for seconds.
_BOUNDS: tuple[tuple[str, str, Number, Number], ...] = (
    ("reps", "reps", 0, 10_000),
    ("weight", "weight", -1_000, 5_000),  # negative is assistance
    ("rpe", "rpe", 1, 10),
    ("rir", "rir", 0, 50),
    ("duration", "duration", 0, 14 * _DAY_S),
    ("hold_time", "holdTime", 0, _DAY_S),
    ("distance", "distance", 0, 2_000_000),
    ("grade_adjusted_distance", "gradeAdjustedDistance", 0, 10_000_000),
    ("moving_duration", "movingDuration", 0, 14 * _DAY_S),
    ("elevation_gain", "elevationGain", 0, 100_000),
    ("elevation_loss", "elevationLoss", 0, 100_000),
    ("average_heart_rate", "averageHeartRate", 20, 300),
    ("max_heart_rate", "maxHeartRate", 20, 300),
    ("average_power", "averagePower", 0, 5_000),
    ("average_cadence", "averageCadence", 0, 500),
    ("calories", "calories", 0, 100_000),
)


def number_errors(performance: Performance, performed_at: Instant | None, path: str) -> Iterator[PathMessage]:
    """Name the numbers out of bounds, a weight without unit, and an instant that is none."""
    for field, name, low, high in _BOUNDS:
        yield from _outside(getattr(performance, field), low, high, f"{path}.performance.{name}")
    if performance.weight is not None and performance.weight_unit is None:
        yield PathMessage(path=f"{path}.performance.weightUnit", message="is missing beside a weight")
    for number, mini in enumerate(performance.mini_sets or ()):
        where = f"{path}.performance.miniSets[{number}]"
        yield from _outside(mini.reps, 0, 10_000, f"{where}.reps")
        yield from _outside(mini.rest, 0, _DAY_S, f"{where}.rest")
    if performed_at is not None:
        try:
            moment(performed_at)
        except ValueError as reason:
            yield PathMessage(path=f"{path}.performedAt", message=f"can't be read: {reason}")


def possible(performance: Performance) -> Performance:
    """Leave out the numbers that no log may hold: sensors that fail send them."""
    wrong = {
        field: None
        for field, _, low, high in _BOUNDS
        if (amount := getattr(performance, field)) is not None and not low <= amount <= high
    }
    return replace(performance, **wrong) if wrong else performance


def result_errors(result: SectionResult, path: str) -> Iterator[PathMessage]:
    """Name the numbers of a section's score that are out of bounds."""
    yield from _outside(result.rounds, 0, 10_000, f"{path}.rounds")
    yield from _outside(result.reps, 0, 100_000, f"{path}.reps")
    yield from _outside(result.duration, 0, 14 * _DAY_S, f"{path}.duration")


def feedback_errors(feedback: Feedback, exercise_ids: Container[Id]) -> Iterator[PathMessage]:
    """Name the scores out of bounds, and pain at an exercise that the session does not have."""
    yield from _outside(feedback.rpe, 1, 10, "feedback.rpe")
    yield from _outside(feedback.feeling, 1, 5, "feedback.feeling")
    for number, pain in enumerate(feedback.pain or ()):
        path = f"feedback.pain[{number}]"
        yield from _outside(pain.level, 0, 10, f"{path}.level")
        if not pain.area.strip():
            yield PathMessage(path=f"{path}.area", message="is empty")
        if pain.exercise_id is not None and pain.exercise_id not in exercise_ids:
            message = f"names no exercise of this session: {pain.exercise_id}"
            yield PathMessage(path=f"{path}.exerciseId", message=message)


def _outside(amount: Number | None, low: Number, high: Number, path: str) -> Iterator[PathMessage]:
    if amount is not None and not low <= amount <= high:
        yield PathMessage(path=path, message=f"is {amount}, but must be {low} to {high}")
