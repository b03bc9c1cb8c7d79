"""The one vocabulary of sports: what any program calls one, in any language we have seen, and what it is to us."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from mesocycle.domain.plan.workout import Movement, WorkoutType
from mesocycle.domain.reading.strict import convert
from mesocycle.formats.text.yaml_text import parse_yaml

_MOVEMENTS: MappingProxyType[str, Movement] = MappingProxyType(
    {
        "running": "run",
        "trail running": "run",
        "walking": "walk",
        "hiking": "hike",
        "cycling": "bike",
        "rowing": "row",
        "swimming": "swim",
    }
)
_TYPES = MappingProxyType(
    {
        "running": WorkoutType.RUNNING,
        "trail running": WorkoutType.TRAIL_RUNNING,
        "strength training": WorkoutType.STRENGTH,
    }
)
_ALONE = (("+trail", "trail running"), ("+treadmill", "running"), ("+workout", "workout"))
"""What words mean that say no sport, where no other does."""
_LONGEST = 5
_LETTERS = re.compile(r"[\W_]+")
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿가-힯]")


class Sport(NamedTuple):
    """A sport by its name; the workouts it may be a deed of, and how one moves in it."""

    name: str
    type: WorkoutType | None
    movement: Movement


@lru_cache(maxsize=1024)
def sport_of(words: str) -> Sport | None:
    """Give the sport that words of another program mean; None where they are not known, or may mean two."""
    found = set(_meant(normal(words)))
    marks = {each for each in found if each.startswith("+")}
    sports = found - marks
    if not sports:
        sports = {sport for mark, sport in _ALONE if mark in marks}
    if (sports == {"running"} and "+trail" in marks) or sports == {"running", "trail running"}:
        sports = {"trail running"}
    if len(sports) != 1:
        return None
    (name,) = sports
    return Sport(name, _TYPES.get(name), _MOVEMENTS.get(name, "other"))


def normal(words: str) -> str:
    """Write words alike: `Trail_Running`, `TRAIL-RUNNING` and `trail running` are one."""
    return _LETTERS.sub(" ", unicodedata.normalize("NFKC", words).casefold()).strip()


def _meant(words: str) -> list[str]:
    """Give what words mean, the longest known ones first, each word once."""
    table = _table()
    if words in table:
        return [table[words]]
    if _UNSPACED.search(words):
        return _inside(words)
    tokens, found, here = words.split(), [], 0
    while here < len(tokens):
        for end in range(min(len(tokens), here + _LONGEST), here, -1):
            meaning = table.get(" ".join(tokens[here:end]))
            if meaning is not None:
                found.append(meaning)
                here = end - 1
                break
        here += 1
    return found


def _inside(words: str) -> list[str]:
    """Look for known words in a script that leaves no space between them."""
    found = []
    for known in _unspaced():
        if known in words:
            found.append(_table()[known])
            words = words.replace(known, " ")
    return found


@cache
def _table() -> dict[str, str]:
    text = files("mesocycle").joinpath("data/sports.yaml").read_bytes()
    lines = convert(parse_yaml(text), dict[str, tuple[str, ...]])
    return {normal(word): sport for sport, words in lines.items() for line in words for word in line.split("|")}


@cache
def _unspaced() -> list[str]:
    return sorted(filter(_UNSPACED.search, _table()), key=len, reverse=True)
