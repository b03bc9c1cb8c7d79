"""The sets of a strength training as a watch records them: one message a set, one a rest."""

from collections.abc import Iterable, Iterator
from functools import cache

from mesocycle.domain.activity.activity import GuessedExercise, RecordedSet
from mesocycle.domain.activity.track import tidy
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.quantity import KG_PER_POUND, WeightUnit
from mesocycle.formats.activities.fit_frames import enumeration
from mesocycle.formats.activities.fit_messages import Values, field_text, first_number, known_instant, several

_KG_PER_POUND = float(KG_PER_POUND)
_NOTHING = frozenset({None, 65535, 65534, "unknown"})


def recorded_sets(messages: Iterable[Values]) -> tuple[RecordedSet, ...]:
    """Read `set` messages in their order; a weight of 0 was never entered, it does not mean the bare body."""
    ordered = sorted(messages, key=lambda each: first_number(each, "start_time", "timestamp") or 0.0)
    return tuple(_set(each) for each in ordered)


def _set(message: Values) -> RecordedSet:
    start, seconds = first_number(message, "start_time"), tidy(first_number(message, "duration"))
    at = None if start is None else known_instant(start)
    if field_text(message, "set_type") in {"rest", "0"}:
        return RecordedSet(kind="rest", started_at=at, performance=Performance(duration=seconds))
    weight, unit = _weight(message)
    reps, step = first_number(message, "repetitions"), first_number(message, "wkt_step_index")
    return RecordedSet(
        kind="active",
        started_at=at,
        guesses=tuple(_guesses(message)),
        plan_step=None if step is None else int(step),
        performance=Performance(reps=int(reps) if reps else None, weight=weight, weight_unit=unit, duration=seconds),
    )


def _weight(message: Values) -> tuple[Number | None, WeightUnit | None]:
    """Read a weight in the unit the watch showed: it stores sixteenths of a kilogram, so 135 lb come as 61.25."""
    kilograms = first_number(message, "weight")
    if not kilograms:
        return None, None
    if field_text(message, "weight_display_unit") == "pound":
        return tidy(round(kilograms / _KG_PER_POUND * 2) / 2), "lb"
    return int(kilograms) if kilograms.is_integer() else kilograms, "kg"


def _guesses(message: Values) -> Iterator[GuessedExercise]:
    """Give the watch's guesses, best first; what it does not know at all is none."""
    names = several(message, "category_subtype")
    for place, category in enumerate(several(message, "category")):
        if category in _NOTHING:
            continue
        word = category if isinstance(category, str) else _names("exercise_category").get(category or 0, str(category))
        name = names[place] if place < len(names) else None
        known = name if isinstance(name, int) and name not in _NOTHING else None
        yield GuessedExercise(category=word, name=None if known is None else _names(f"{word}_exercise_name").get(known))


@cache
def _names(of: str) -> dict[int, str]:
    return enumeration(of)
