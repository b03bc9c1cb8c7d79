"""Strong's header in the languages of its users: its columns by their English names, whatever the header calls them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from mesocycle.formats.apps.list_row import mostly
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import BadCell
from mesocycle.formats.text.moments import read_moment
from mesocycle.formats.text.tables import Table

_ENGLISH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "date": ("datum", "fecha", "data", "日期", "日付", "дата"),
        "workout name": ("nom de l'entraînement", "workout-name", "锻炼名称", "nombre del entrenamiento"),
        "duration": ("workout duration", "durée", "dauer", "时长", "duración", "durata", "duração"),
        "exercise name": ("nom de l'exercice", "name der übung", "运动名称", "nombre del ejercicio"),
        "set order": ("ordre de la série", "reihenfolge festlegen", "设置顺序", "orden de la serie"),
        "weight": ("poids", "gewicht", "重量", "peso"),
        "reps": ("réps", "wiederh.", "次", "repeticiones", "ripetizioni"),
        "distance": ("entfernung", "距离", "distancia", "distanza", "distância"),
        "seconds": ("secondes", "sekunden", "秒", "segundos", "secondi"),
        "notes": ("notizen", "备注", "notas", "note"),
        "workout notes": ("notes d'entraînement", "workout-notizen", "锻炼备注", "notas del entrenamiento"),
        "weight (kg)": ("kg",),  # in 2016 the header had the units alone
        "weight (lbs)": ("lb", "lbs"),
        "distance (km)": ("km",),
        "distance (miles)": ("mi", "miles"),
    }
)
_OF = MappingProxyType({theirs: english for english, names in _ENGLISH.items() for theirs in names})
_WHOLE = (
    *("date", "workout name", "duration", "exercise name", "set order", "weight", "reps", "distance", "seconds"),
    *("notes", "workout notes", "rpe"),
)
"""Today's columns, in the order that they have in every language seen."""
_ORDER = re.compile(r"[0-9]{1,3}|[A-Z]", re.ASCII)


def in_english(table: Table) -> Table:
    """Give the table with English names; a header that nobody knows is read by the order of its columns.

    By their order only where their cells can be what they should: dates, durations, numbers of sets, amounts.
    """
    known = table.renamed([_OF.get(name.casefold(), name) for name in table.header])
    if known.find("exercise name") is None and len(table.header) == len(_WHOLE) and _has_the_order(table):
        return table.renamed(_WHOLE)
    return known


def _has_the_order(table: Table) -> bool:
    return (
        mostly(table, 0, _is_moment)
        and mostly(table, 2, _is_duration)
        and mostly(table, 4, lambda text: _ORDER.fullmatch(text) is not None)
        and all(mostly(table, place, _is_amount) for place in (5, 6))
    )


def _is_moment(text: str) -> bool:
    try:
        return "T" in read_moment(text)
    except BadCell:
        return False


def _is_duration(text: str) -> bool:
    return any(each.isdigit() for each in text)


def _is_amount(text: str) -> bool:
    try:
        return cells.number(text, ".") is not None
    except BadCell:
        return False
