"""A row of a list of activities: what is in a cell counts if it can be, and no cell throws the activity away."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from mesocycle.domain.document import Number
from mesocycle.domain.imports.past_workout import LONGEST_S, PastEffort, PastWorkout
from mesocycle.domain.log.checks import number_errors, possible
from mesocycle.domain.log.performance import Performance
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import BadCell, DecimalMark
from mesocycle.formats.text.tables import Table

Places = dict[str, int]
"""Where a list has what, by our name of it."""
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*", re.ASCII)
_FACTS = 50
"""Rows that are enough to tell by their values what a column holds."""


class ListRow:
    """The cells of one activity by our names; what can't be is left out, and told."""

    def __init__(self, row: tuple[str, ...], places: Places, mark: DecimalMark | None) -> None:
        """Know the row, where what stands in it, and the mark before decimals."""
        self._row = row
        self._places = places
        self._mark = mark
        self.told: list[str] = []

    def text(self, name: str) -> str:
        """Give a cell, empty where the list has none."""
        place = self._places.get(name)
        return "" if place is None else self._row[place].strip()

    def number(self, name: str) -> Number | None:
        """Give an amount; zero is none."""
        return self._read(name, cells.number) or None

    def seconds(self, name: str) -> Number | None:
        """Give a duration."""
        return self._read(name, _duration)

    def _read(self, name: str, read: Callable[[str, DecimalMark | None], Number | None]) -> Number | None:
        place = self._places.get(name)
        try:
            return None if place is None else read(self._row[place], self._mark)
        except BadCell as no:
            self.told.append(f"The {name} was left out: {no.reason}.")
            return None

    def activity(self, workout: PastWorkout, done: Performance) -> PastWorkout:
        """Make the workout of what was done in it."""
        sound = possible(done)
        if sound is not done:
            for error in number_errors(done, None, ""):
                self.told.append(f"The {error.path.removeprefix('.performance.')} was left out: it {error.message}.")
        return replace(workout, efforts=(PastEffort(performance=sound),), told=tuple(self.told))


def _duration(text: str, mark: DecimalMark | None) -> Number | None:
    amount = cells.seconds(text, mark)
    if amount is not None and not 0 < amount <= LONGEST_S:
        raise BadCell(f"{text[:40]!r} is no duration of an activity")
    return amount


def shown_mark(table: Table, places: Places, words: frozenset[str], said: DecimalMark | None) -> DecimalMark:
    """Find the mark before decimals by every column but those of words; a list that shows none has points.

    So `1,000` beside a `3.2` of any other column is a thousand.
    """
    of_words = {places[name] for name in words if name in places}
    columns = [place for place in range(len(table.header)) if place not in of_words]
    written = {text for place in columns for text in table.column(place)}
    return cells.decimal_mark(filter(_NUMBER.fullmatch, written), said) or "."


def mostly(table: Table, place: int, holds: Callable[[str], bool]) -> bool:
    """Tell whether a column holds what it should: at least half of its cells that are not empty do, and one does."""
    if not 0 <= place < len(table.header):
        return False
    told = [holds(text) for text in table.column(place, _FACTS) if not cells.is_nothing(text)]
    return 2 * sum(told) >= len(told) > 0


def is_number(low: float, high: float) -> Callable[[str], bool]:
    """Give a test for numbers between two."""

    def holds(text: str) -> bool:
        try:
            amount = cells.number(text, ".")
        except BadCell:
            return False
        return amount is not None and low <= amount <= high

    return holds


def is_clock(text: str) -> bool:
    """Tell whether a cell is a duration written as a clock shows it."""
    try:
        return ":" in text and cells.seconds(text, ".") is not None
    except BadCell:
        return False
