"""Read what was done: text to lines of sets, or a refusal that points at the character."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from mesocycle.domain.log.notation.amounts import Amount, take_amounts
from mesocycle.domain.log.notation.clauses import take_clauses
from mesocycle.domain.log.notation.done import SaidLine, SaidSet
from mesocycle.domain.log.performance import Performance, SectionResult
from mesocycle.domain.plan.notation.amounts import Fields
from mesocycle.domain.plan.notation.cursor import Cursor, form

MOST_LINES = 200

# A colon with a blank behind it ends the name; the colon of 1:30 has none.
_HEAD = form(r'([^;\n":]+(?::(?=[^\s])[^;\n":]*)*):(?=\s|\Z)')
_NAMES = re.compile(
    r"\s*(?P<added>\+)?\s*(?P<name>.+?)(?:\s+instead\s+of\s+(?P<planned>.+?))?\s*(?:\[(?P<section>[^\]]+)\])?\s*",
    re.IGNORECASE,
)
_ROUNDS = form(r"([0-9]+) *rounds?\b(?: *\+ *([0-9]+)(?: *reps?\b)?)?")
_SKIPPED = form(r"skipped\b[ ,:]*([^;\n]*)")
_COMMA = form(r",")
_BREAK = form(r"\s*\n\s*")
_SET_FIELDS = ("set_type", "side", "round", "notes", "hands")

_FORMS = "Write it like Bench Press: 8,7,6 @ 80 kg RPE 9; Row: 3x10 @ 60 kg."


def read_done(text: str) -> tuple[SaidLine, ...]:
    """Read at least one line; refuses with `NotationNotUnderstood` whatever is none."""
    cursor = Cursor(text)
    lines: list[SaidLine] = []
    while cursor.skip_separators():
        at = cursor.next
        head = cursor.take(_HEAD)
        if head is None and (not lines or not lines[-1].sets):
            raise cursor.refusal("here belongs the name of an exercise and a colon", _FORMS)
        if head is None:
            lines[-1] = replace(lines[-1], sets=(*lines[-1].sets, *_sets(cursor)))
            continue
        if len(lines) == MOST_LINES:
            raise cursor.refusal(f"there are more than {MOST_LINES} exercises", "Write fewer.", at)
        cursor.take(_BREAK)  # the sets may stand below the name
        lines.append(_content(cursor, _named(cursor, head[1], at)))
    if not lines:
        raise cursor.refusal("nothing is said", _FORMS, 0)
    return tuple(lines)


def _named(cursor: Cursor, head: str, at: int) -> SaidLine:
    found = _NAMES.fullmatch(head)
    if found is None:
        raise cursor.refusal("here belongs the name of an exercise", _FORMS, at)
    if found["added"] and found["planned"]:
        raise cursor.refusal(
            "what stands in the place of another is not added", "Leave the + out, or the words instead of.", at
        )
    return SaidLine(
        name=" ".join(found["name"].split()),
        section=found["section"] and found["section"].strip(),
        added=found["added"] is not None,
        instead_of=found["planned"] and " ".join(found["planned"].split()),
        at=at,
    )


def _content(cursor: Cursor, line: SaidLine) -> SaidLine:
    if found := cursor.take(_SKIPPED):
        return replace(line, skipped=found[1].strip() or "other")
    if found := cursor.take(_ROUNDS):
        rounds = int(cursor.number(found[1], found.start(1)))
        reps = None if found[2] is None else int(cursor.number(found[2], found.start(2)))
        if not cursor.at_group_end():
            raise cursor.refusal("a score stands alone", "Write it like 6 rounds + 12.")
        return replace(line, result=SectionResult(rounds=rounds, reps=reps))
    return replace(line, sets=tuple(_sets(cursor)))


def _sets(cursor: Cursor) -> Iterator[SaidSet]:
    """Read groups up to `;` or the end of the line."""
    loaded = False
    while True:
        amounts = take_amounts(cursor)
        fields, places = take_clauses(cursor)
        if loaded and "load" not in places and amounts[0][0].distance is None:
            raise cursor.refusal(
                "it is open what load this had", "Write the load behind it: 5 @ 100 kg, 3 @ 100 kg.", amounts[0][1]
            )
        loaded = loaded or "load" in places
        for amount in amounts:
            yield _set(cursor, amount, fields, places)
        if not cursor.take(_COMMA):
            return


def _set(cursor: Cursor, amount: Amount, fields: Fields, places: dict[str, int]) -> SaidSet:
    done, at = amount
    own = {name: value for name, value in fields.items() if name in _SET_FIELDS}
    rest = {name: value for name, value in fields.items() if name not in _SET_FIELDS}
    return SaidSet(performance=_performance(cursor, done, rest, places), at=at, **own)


def _performance(cursor: Cursor, done: Performance, said: Fields, places: dict[str, int]) -> Performance:
    """Join what came to and what is said of it; some words need others beside them."""
    pace, incline, mini = (said.pop(name, None) for name in ("seconds_a_metre", "incline", "mini_rest"))
    if pace is not None:
        if done.distance is None or done.duration is not None:
            raise cursor.refusal("a pace needs its distance", "Write it like 10 km at 5:10/km.", places["pace"])
        said["duration"] = round(done.distance * pace, 1)
    if incline is not None:
        if done.distance is None:
            raise cursor.refusal("an incline needs its distance", "Write it like 5 km incline 4%.", places["incline"])
        if "elevation_gain" in said:
            raise cursor.refusal("the climb is said twice", "Say the climb or the incline.", places["incline"])
        said["elevation_gain"] = round(done.distance * incline / 100, 1)
    if mini is not None:
        if done.mini_sets is None:
            raise cursor.refusal("mini is the rest between small sets", "Write 12+4+3 mini 20s.", places["mini"])
        said["mini_sets"] = tuple(replace(one, rest=mini) for one in done.mini_sets)
    if done.calories is not None and "calories" in said:
        raise cursor.refusal("the calories are said twice", "Say them once.", places["calories"])
    return replace(done, **said)
