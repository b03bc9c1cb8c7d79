"""Amounts as people read them: what a set came to, how long a session took, sums in their own units."""

from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.people.user import Units, User
from mesocycle.domain.plan.words import clock, distance_words, plain
from mesocycle.domain.quantity import KM_PER_MILE, load_kg


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


_M_OF_FOOT = 0.3048


def load_words(kg: float, reader: User) -> str:
    """Write a load: `102.5 kg`, `226 lb`."""
    if reader.units is Units.METRIC:
        return f"{round(kg, 1):g} kg"
    return f"{round(kg / load_kg(1, 'lb'), 1):g} lb"


def volume_words(kg: float, reader: User) -> str:
    """Write a volume: `12,450 kg`."""
    if not kg:
        return ""
    if reader.units is Units.METRIC:
        return f"{kg:,.0f} kg"
    return f"{kg / load_kg(1, 'lb'):,.0f} lb"


def total_distance_words(metres: float, reader: User) -> str:
    """Write a distance: `42.2 km`, `26.2 mi`."""
    if not metres:
        return ""
    if reader.units is Units.METRIC:
        return f"{metres / 1000:.1f} km"
    return f"{metres / 1000 / KM_PER_MILE:.1f} mi"


def height_words(metres: float, reader: User) -> str:
    """Write an ascent: `1,200 m`."""
    if not metres:
        return ""
    if reader.units is Units.METRIC:
        return f"{metres:,.0f} m"
    return f"{metres / _M_OF_FOOT:,.0f} ft"


def pace_words(seconds_per_km: float | None, reader: User) -> str:
    """Write a pace: `4:58/km`."""
    if seconds_per_km is None:
        return ""
    metric = reader.units is Units.METRIC
    minutes, seconds = divmod(round(seconds_per_km * (1 if metric else KM_PER_MILE)), 60)
    return f"{minutes}:{seconds:02d}/{'km' if metric else 'mi'}"
