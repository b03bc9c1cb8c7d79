"""Days, moments and amounts as a reader writes them: by locale, in their zone and their units."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time, get_day_names
from babel.numbers import format_decimal

from mesocycle.domain.document import Number
from mesocycle.domain.instant import zone
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.people.user import Units, User
from mesocycle.domain.plan.words import clock
from mesocycle.domain.quantity import KM_PER_MILE, load_kg
from mesocycle.web.frame.words import Words

_M_OF_FOOT = 0.3048
Width = Literal["abbreviated", "narrow", "short", "wide"]


class Formats:
    """What templates write amounts with: `f.day(…)`, `f.weight(…)`."""

    def __init__(self, locale: Locale, words: Words, user: User | None) -> None:
        """Write for a reader."""
        self._locale = locale
        self._words = words
        self._metric = user is None or user.units is Units.METRIC
        self._week_start = None if user is None else user.week_start
        self._zone = zone(user.time_zone if user else "UTC")

    @property
    def weight_unit(self) -> str:
        """The unit that they read and type weights in."""
        return "kg" if self._metric else "lb"

    @property
    def first_weekday(self) -> int:
        """On which day their week begins, by their language where they did not say it; Monday is 0."""
        return int(self._locale.first_week_day) if self._week_start is None else self._week_start.weekday

    def language(self, locale: str) -> str:
        """Name a locale in itself: `Deutsch (Österreich)`."""
        named = Locale.parse(locale.replace("-", "_"))
        return str(named.get_display_name()).capitalize()

    def number(self, amount: Number, digits: int = 1) -> str:
        """Write a number with at most so many decimals."""
        return str(format_decimal(round(float(amount), digits), locale=self._locale, format=f"#,##0.{'#' * digits}"))

    def day(self, day: str, *, short: bool = False) -> str:
        """Write a day: `Tuesday, 1 December`, with the year where it is another than this one."""
        return _in_words("MMMd" if short else "MMMMEEEEd", day, str(self._locale))

    def day_with_year(self, day: str) -> str:
        """Write a day with its year."""
        return str(format_date(date.fromisoformat(day), "medium", locale=self._locale))

    def month(self, day: str) -> str:
        """Write a month and its year."""
        return _in_words("yMMMM", day, str(self._locale))

    def day_number(self, day: str) -> str:
        """Write the day of the month."""
        return str(date.fromisoformat(day).day)

    def weekday(self, day: str, width: Width = "wide") -> str:
        """Name the day of the week."""
        return str(get_day_names(width, "stand-alone", self._locale)[date.fromisoformat(day).weekday()])

    def weekday_name(self, number: int, width: Width = "wide") -> str:
        """Name a day of the week; Monday is 0."""
        return str(get_day_names(width, "stand-alone", self._locale)[number])

    def near(self, day: str, today: str) -> str:
        """Write a day as it is said: today, tomorrow, yesterday, else weekday and date."""
        away = (date.fromisoformat(day) - date.fromisoformat(today)).days
        named = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away)
        return self._words(f"frame.days.{named}") if named else self.day(day)

    def short_near(self, day: str, today: str) -> str:
        """Write a day in little room: as it is said, else weekday or month with its number."""
        away = (date.fromisoformat(day) - date.fromisoformat(today)).days
        if abs(away) <= 1:
            return self.near(day, today)
        if 0 < away < 7:
            return self.weekday(day)
        skeleton = "MMMEd" if abs(away) < 60 else "yMMMd"
        return str(format_skeleton(skeleton, date.fromisoformat(day), locale=self._locale))

    def moment(self, at: str) -> str:
        """Write a moment in their zone."""
        return str(format_datetime(self._local(at), "medium", locale=self._locale))

    def time(self, at: str) -> str:
        """Write the time of a moment in their zone."""
        return str(format_time(self._local(at), "short", locale=self._locale))

    def clock(self, time: str) -> str:
        """Write a time of day, given as HH:MM."""
        return _clock_words(time, str(self._locale))

    def _local(self, at: str) -> datetime:
        return datetime.fromisoformat(at).astimezone(self._zone)

    def minutes(self, minutes: int) -> str:
        """Write how long something took."""
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest:02d} min" if hours else f"{rest} min"

    def seconds(self, seconds: Number) -> str:
        """Write a duration: `1:30`."""
        return clock(seconds)

    def weight(self, amount: Number, unit: str | None) -> str:
        """Write a weight in the unit it was typed in; nothing on the bar is the body alone."""
        if amount == 0:
            return self._words("frame.units.bodyweight")
        return f"{self.number(amount, 2)} {unit or ''}".rstrip()

    def load(self, kg: float) -> str:
        """Write kilograms in their unit."""
        return f"{self.number(kg if self._metric else kg / load_kg(1, 'lb'))} {self.weight_unit}"

    def volume(self, kg: float) -> str:
        """Write a sum of kilograms in their unit."""
        return f"{self.number(kg if self._metric else kg / load_kg(1, 'lb'), 0)} {self.weight_unit}"

    def distance(self, metres: float) -> str:
        """Write a distance in their unit."""
        if metres < 1000 and self._metric:
            return f"{self.number(metres, 0)} m"
        if self._metric:
            return f"{self.number(metres / 1000, 2)} km"
        return f"{self.number(metres / 1000 / KM_PER_MILE, 2)} mi"

    def height(self, metres: float) -> str:
        """Write an ascent in their unit."""
        return f"{self.number(metres if self._metric else metres / _M_OF_FOOT, 0)} {'m' if self._metric else 'ft'}"

    def pace(self, seconds_per_km: float) -> str:
        """Write a pace in their unit."""
        minutes, seconds = divmod(round(seconds_per_km * (1 if self._metric else KM_PER_MILE)), 60)
        return f"{minutes}:{seconds:02d}/{'km' if self._metric else 'mi'}"

    def performed(self, done: Performance) -> str:
        """Write what one set or effort came to."""
        small = "+".join(str(each.reps) for each in done.mini_sets or ())
        reps = "+".join(part for part in ("" if done.reps is None else str(done.reps), small) if part)
        work = reps or ("" if done.distance is None else self.distance(done.distance))
        time = "" if done.duration is None else self.seconds(done.duration)
        work = " · ".join(part for part in (work, time) if part)
        if done.weight is not None:
            weight = self.weight(done.weight, done.weight_unit)
            work = f"{work} × {weight}" if work else weight
        said = [work]
        if done.rpe is not None:
            said.append(f"RPE {self.number(done.rpe)}")
        if done.rir is not None:
            said.append(f"RIR {self.number(done.rir)}")
        if done.average_heart_rate is not None:
            said.append(f"♥ {self.number(done.average_heart_rate, 0)}")
        return ", ".join(part for part in said if part) or self._words("frame.done")


@lru_cache(maxsize=4096)
def _in_words(skeleton: str, day: str, locale: str) -> str:
    return str(format_skeleton(skeleton, date.fromisoformat(day), locale=Locale.parse(locale)))


@lru_cache(maxsize=4096)
def _clock_words(time: str, locale: str) -> str:
    at = datetime.strptime(time, "%H:%M").time()  # noqa: DTZ007  # a time of no day
    return str(format_time(at, "short", locale=Locale.parse(locale)))


def days_from(first: str, count: int) -> list[str]:
    """Give so many days from one on."""
    begin = date.fromisoformat(first)
    return [(begin + timedelta(days=each)).isoformat() for each in range(count)]
