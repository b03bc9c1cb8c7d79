"""Amounts as people say them: what a set came to, how long a session took."""

from mesocycle.domain.document import Number
from mesocycle.domain.performance import Performance
from mesocycle.domain.step_words import clock, distance_words, plain


def minutes_words(minutes: int) -> str:
    """Write how long a session took: `52 min`, `1 h 5 min`."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def performance_words(done: Performance) -> str:
    """Write what one set or effort came to: `5 x 100 kg, RPE 8`, `400 m in 1:32, 148 bpm`."""
    said = [_amount(done)]
    units = (
        (done.rpe, "RPE {}"),
        (done.rir, "{} RIR"),
        (done.hold_time, "each held {} s"),
        (done.grade_adjusted_distance, "as hard as {} m on the flat"),
        (done.moving_duration, "{} s moving"),
        (done.elevation_gain, "{} m up"),
        (done.elevation_loss, "{} m down"),
        (done.average_heart_rate, "{} bpm"),
        (done.max_heart_rate, "at most {} bpm"),
        (done.average_power, "{} W"),
        (done.average_cadence, "{} a minute"),
        (done.calories, "{} cal"),
    )
    said += [form.format(plain(amount)) for amount, form in units if amount is not None]
    return ", ".join(part for part in said if part) or "done"


def weight_words(weight: Number, unit: str | None) -> str:
    """Write a weight with its unit; 0 is the body alone."""
    return "BW" if weight == 0 else f"{plain(weight)} {unit or ''}".rstrip()


def _amount(done: Performance) -> str:
    """Write repetitions with their weight, distance with its time."""
    small = "+".join(str(each.reps) for each in done.mini_sets or ())
    reps = "+".join(part for part in ("" if done.reps is None else str(done.reps), small) if part)
    long = "" if done.distance is None else distance_words(done.distance)
    time = "" if done.duration is None else clock(done.duration)
    work = " in ".join(part for part in (reps or long, time) if part)
    if done.weight is None:
        return f"{work} reps" if reps and not time else work
    weight = weight_words(done.weight, done.weight_unit)
    return f"{work} x {weight}" if work else weight
