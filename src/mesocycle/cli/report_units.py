"""Sums as people read them: in their own units, rounded to what they can use; nothing where nothing was told."""

from mesocycle.domain.quantity import load_kg
from mesocycle.domain.user import Units, User

_KM_OF_MILE = 1.609344
_M_OF_FOOT = 0.3048


def weight_words(kg: float, reader: User) -> str:
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


def distance_words(metres: float, reader: User) -> str:
    """Write a distance: `42.2 km`, `26.2 mi`."""
    if not metres:
        return ""
    if reader.units is Units.METRIC:
        return f"{metres / 1000:.1f} km"
    return f"{metres / 1000 / _KM_OF_MILE:.1f} mi"


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
    minutes, seconds = divmod(round(seconds_per_km * (1 if metric else _KM_OF_MILE)), 60)
    return f"{minutes}:{seconds:02d}/{'km' if metric else 'mi'}"
