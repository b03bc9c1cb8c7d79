"""What a routine that ships with the program asks of whoever begins it: days, a race, weights."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args

from msgspec import Struct

from mesocycle.demo.demo import shipped_files
from mesocycle.domain.plan.workout import Weekday
from mesocycle.domain.refusal import NotFound

WEEKDAY_NAMES: tuple[str, ...] = get_args(Weekday)


class Shipped(Struct, frozen=True, kw_only=True):
    """A routine as it is offered."""

    name: str
    """Of its file: what addresses call it."""
    file: Mapping[str, Any]
    weekdays: tuple[str, ...]
    """The days of the week that it trains on, Monday first; none where it counts days."""
    raced: bool
    """Whether it leads to a race, whose day must be known."""

    @property
    def days_a_week(self) -> int:
        """On how many days of a week it trains; 0 where it counts days."""
        return len(self.weekdays)


@lru_cache(maxsize=1)
def every() -> Mapping[str, Shipped]:
    """Give all of them: beginners' first, then by name."""
    found = [_shipped(name, file) for name, file in shipped_files().items()]
    order = {"beginner": 0, "intermediate": 1, "advanced": 2}
    found.sort(key=lambda each: (order.get(each.file["difficulty"], 9), each.file["name"]))
    return {each.name: each for each in found}


def get(name: str) -> Shipped:
    """Give one, or refuse."""
    found = every().get(name)
    if found is None:
        raise NotFound("No such routine comes with the program.", "Choose one of those that do.")
    return found


def _shipped(name: str, file: Mapping[str, Any]) -> Shipped:
    entries = [entry for workout in file["workouts"] for entry in workout.get("schedule", ())]
    used = {entry.get("weekday") for entry in entries}
    return Shipped(
        name=name,
        file=file,
        weekdays=tuple(day for day in WEEKDAY_NAMES if day in used),
        raced=any("daysBeforeRace" in entry for entry in entries),
    )
