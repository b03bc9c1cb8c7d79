"""What is said behind the amounts: load, effort, heart, climbing, which set it was."""

import re
from collections.abc import Callable

from mesocycle.domain.document import Number
from mesocycle.domain.log.notation.amounts import take_pace
from mesocycle.domain.plan.notation.amounts import Fields
from mesocycle.domain.plan.notation.cursor import WRITTEN_NUMBER, Cursor, form
from mesocycle.domain.plan.notation.targets import require_rpe
from mesocycle.domain.quantity import REST, parse_distance, parse_rest
from mesocycle.domain.refusal import QuantityNotUnderstood

_AT = form(r"@")
_BODY = form(r"BW\b(?: *(?=[-+−]))?")
_LOAD = form(rf"(?:([0-9]) *[x×] *)?([-+−]?)({WRITTEN_NUMBER}) *(?:(kg|lb)s?\b)?(?![0-9:%/]| *RIR\b| *%)")
_DECIMAL_COMMA = form(r",(?=[0-9])")
_DISTANCE = form(rf"{WRITTEN_NUMBER} *(?:km|mi|m|ft|feet|yd)\b")
_WORDS: dict[str, re.Pattern[str]] = {
    "RPE": form(rf"RPE *({WRITTEN_NUMBER})"),
    "RIR": form(rf"({WRITTEN_NUMBER}) *RIR\b"),
    "heart rate": form(r"HR *([0-9]+)(?: */ *([0-9]+))?"),
    "climb": form(r"climb\b"),
    "descent": form(r"descent\b"),
    "incline": form(rf"incline *({WRITTEN_NUMBER}) *%"),
    "power": form(rf"({WRITTEN_NUMBER}) *W\b"),
    "cadence": form(rf"cadence *({WRITTEN_NUMBER})"),
    "calories": form(rf"({WRITTEN_NUMBER}) *k?cals?\b"),
    "kind": form(r"(warmup|drop|failure)\b"),
    "side": form(r"(left|right)\b"),
    "round": form(r"round *([0-9]+)"),
    "mini": form(r"mini\b"),
    "note": form(r'"([^"\n]*)"'),
}
_LOADS = "Write 80 kg, 60, 2x24 kg, BW, BW+20 kg or -20 kg behind @."
_CLAUSES = (
    "Behind the amounts may come @ 80 kg, RPE 9, 2 RIR, HR 150, climb 350 m, incline 4%, warmup, drop, failure, left, "
    'right, round 2, mini 20s and a "note"; the next exercise follows a ; or a new line, its name with a colon.'
)
_NO_AT = form(r"[-+−]?[0-9.]* *(?:kg|lb|BW)")


def take_clauses(cursor: Cursor) -> tuple[Fields, dict[str, int]]:
    """Read clauses up to the next comma, `;` or line, each at most once, and where each stood."""
    fields: Fields = {}
    places: dict[str, int] = {}
    while not cursor.at_group_end():
        at = cursor.next
        name, more = _take_clause(cursor)
        if name in places:
            raise cursor.refusal(f"the {name} is said twice", "Say it once.", at)
        places[name] = at
        fields |= more
    return fields, places


def _take_clause(cursor: Cursor) -> tuple[str, Fields]:
    if pace := take_pace(cursor):
        return "pace", {"seconds_a_metre": pace[0]}
    at_sign = cursor.take(_AT)
    for name, pattern in _WORDS.items():
        if found := cursor.take(pattern):
            return name, _READERS[name](cursor, found)
    if at_sign is not None:
        return "load", _take_load(cursor)
    if cursor.peek(_NO_AT):
        raise cursor.refusal("a load stands behind @", "Write it like 8 @ 80 kg.")
    raise cursor.refusal("this can't stand here", _CLAUSES)


def _take_load(cursor: Cursor) -> Fields:
    """Read a load; without a unit it is in the athlete's own, and `hands` says how many carried it each."""
    body = cursor.take(_BODY)
    found = cursor.peek(_LOAD) if body is None or cursor.text[cursor.at : cursor.at + 1] in {"+", "-", "−"} else None
    if body is not None and found is None:
        return {"weight": 0}
    if found is None:
        raise cursor.refusal("behind @ belongs a load", _LOADS)
    cursor.at = found.end()
    if cursor.peek(_DECIMAL_COMMA):
        raise cursor.refusal("a comma stands between digits", "Write a decimal point, like 102.5.")
    hands, sign, digits, unit = found.groups()
    amount = cursor.number(digits, found.start(3))
    if hands not in {None, "1", "2"} or (hands and sign):
        raise cursor.refusal("one has two hands", "Write 2x24 kg for two dumbbells of 24 kg.", found.start())
    return {
        "weight": 0 - amount if sign in {"-", "−"} else amount,
        **({"weight_unit": unit.lower()} if unit else {}),
        **({"hands": 2} if hands == "2" else {}),
    }


def _effort(cursor: Cursor, found: re.Match[str]) -> Fields:
    value = cursor.number(found[1], found.start(1))
    require_rpe(cursor, value, found.start(1))
    return {"rpe": value}


def _heart(cursor: Cursor, found: re.Match[str]) -> Fields:
    highest = {} if found[2] is None else {"max_heart_rate": cursor.number(found[2], found.start(2))}
    return {"average_heart_rate": cursor.number(found[1], found.start(1)), **highest}


def _metres(field: str) -> Callable[[Cursor, re.Match[str]], Fields]:
    def read(cursor: Cursor, _: re.Match[str]) -> Fields:
        found = cursor.take(_DISTANCE)
        if found is None:
            raise cursor.refusal("here belong metres", "Write them with their unit: climb 350 m.")
        return {field: parse_distance(found[0])}

    return read


def _number(field: str) -> Callable[[Cursor, re.Match[str]], Fields]:
    return lambda cursor, found: {field: cursor.number(found[1], found.start(1))}


def _mini(cursor: Cursor, _: re.Match[str]) -> Fields:
    at = cursor.next
    found = cursor.take(REST)
    if found is None:
        raise cursor.refusal("a rest needs its unit", "Write it like mini 20s.", at)
    try:
        rest: Number = parse_rest(found[0])[0]
    except QuantityNotUnderstood as refused:
        raise cursor.refusal(refused.sentence.rstrip("."), refused.remedy, at) from refused
    return {"mini_rest": rest}


_READERS: dict[str, Callable[[Cursor, re.Match[str]], Fields]] = {
    "RPE": _effort,
    "RIR": _number("rir"),
    "heart rate": _heart,
    "climb": _metres("elevation_gain"),
    "descent": _metres("elevation_loss"),
    "incline": _number("incline"),
    "power": _number("average_power"),
    "cadence": _number("average_cadence"),
    "calories": _number("calories"),
    "kind": lambda _, found: {"set_type": found[1].lower()},
    "side": lambda _, found: {"side": found[1].lower()},
    "round": lambda cursor, found: {"round": cursor.whole(found[1], found.start(1), "a round")},
    "mini": _mini,
    "note": lambda _, found: {"notes": found[1].strip()} if found[1].strip() else {},
}
