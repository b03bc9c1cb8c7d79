"""Amounts as people say them: what a step aims at, what a set came to."""

from mesocycle.domain.document import Number
from mesocycle.domain.performance import Performance
from mesocycle.domain.plan import Goal, Target
from mesocycle.domain.wording import words


def clock(seconds: Number) -> str:
    """Write a duration: `45 s`, `1:30`, `1:02:30`."""
    if seconds < 60:
        return f"{plain(seconds)} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def minutes_words(minutes: int) -> str:
    """Write how long a session took: `52 min`, `1 h 5 min`."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def distance_words(metres: Number) -> str:
    """Write a distance: `400 m`, `12.5 km`."""
    return f"{plain(metres)} m" if metres < 5000 else f"{plain(round(metres / 1000, 2))} km"


def goal_words(goal: Goal) -> str:
    """Write what ends a step."""
    if goal.duration is not None:
        return clock(goal.duration)
    return words(goal) if goal.distance is None else distance_words(goal.distance)


def target_words(target: Target) -> str:
    """Write a target; a pace as minutes and seconds."""
    if target.metric != "pace" or target.basis != "absolute":
        return words(target)
    ends = [f"{round(end) // 60}:{round(end) % 60:02d}" for end in (target.low, target.high) if end is not None]
    unit = target.unit.removeprefix("s")
    if len(ends) == 1:  # of a pace the low number is the fast end
        return f"{'no slower' if target.low is None else 'no faster'} than {ends[0]}{unit}"
    return f"{'-'.join(dict.fromkeys(ends))}{unit}"


def performance_words(done: Performance) -> str:
    """Write what one set or effort came to: `5 x 100 kg, RPE 8`, `400 m in 1:32, 148 bpm`."""
    said = [_amount(done)]
    units = (
        (done.rpe, "RPE {}"),
        (done.rir, "{} RIR"),
        (done.hold_time, "each held {} s"),
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


def plain(amount: Number) -> str:
    """Write a number as it is said: 5 for 5.0."""
    return str(number(amount))


def number(amount: Number) -> Number:
    """Give a number as it was typed: 5 for 5.0."""
    return int(amount) if float(amount).is_integer() else amount


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
