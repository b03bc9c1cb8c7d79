"""Read the run notation: text to steps and blocks, or a refusal that points at the character."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from msgspec import structs

from mesocycle.domain.plan.notation.amounts import Fields, take_measure
from mesocycle.domain.plan.notation.cursor import WRITTEN_NUMBER, Cursor, form
from mesocycle.domain.plan.rules.steps import MOST_STEPS
from mesocycle.domain.plan.run_notation.targets import take_run_targets
from mesocycle.domain.plan.workout import Block, Goal, Phase, Step
from mesocycle.domain.reading.checks import MOST_ROUNDS
from mesocycle.domain.refusal import Phrase

LEAST_METRES = 60
"""Shorter distances are written out as `40 metres`: as `40 m` they may be meant as minutes."""

_DEEPEST = 8
_TIMES = form(rf"({WRITTEN_NUMBER}) *[x×]")
_SECOND_TIMES = form(r"[x×]")
_OPEN, _CLOSE = form(r"\("), form(r"\)")
_END = form(r"[;,\n)]|\Z")
_NUMBER = rf"({WRITTEN_NUMBER})"
_METRES = form(rf"{_NUMBER} *(m)\b(?! *(?:up|down|/))")
_WRITTEN_OUT = form(rf"{_NUMBER} *(?:metres?|meters?)\b")
_CLIMB = form(rf"{_NUMBER} *(?:m|metres?|meters?) +(up|down)\b")
_REPETITIONS = form(rf"{_NUMBER} *reps?\b")
_HEART = form(rf"until +HR *(<|>|below|above) *{_NUMBER}")
_UNTIL = form(r"until\b")
_UNTIL_SAID = form(r"open\b")
_DASH = form(r"[-–]")
_REST = form(r"rest\b(?= *(?:[0-9]|until\b|open\b))")
_PHASE = form(r"(warm-?up|active|recovery|rest|cool-?down)\b")
_MOVEMENT = form(r"(run|jog|walk|hike|bike|row|swim|other)\b")
_TERRAIN = form(r"on +(road|track|trail|mountain|mixed)\b")
_NAME = form(r'"([^"\n]*)"')
_AT = form("@")
_AIM = form(r"[0-9]|zone|HR\b|RPE\b|pace\b")

_FORMS = "Write an amount: 800 m, 1.5 km, 10min, 90s, 1:30, 100 m up, until HR < 120 or open."
_CLAUSES = (
    "After the amount may come warmup, recovery, rest or cooldown, a movement like walk, on trail, @ targets, "
    '"a name" and rest 400 m jog; parts are parted by ; or a new line or a comma and a blank.'
)


class _Repeat(NamedTuple):
    times: int
    parts: "list[_Part]"
    at: int


_Part = Step | _Repeat


def parse_run(text: str) -> tuple[Step | Block, ...]:
    """Read at least one step; ids are "1", "2", … in the order of the text, for whoever publishes to replace.

    Refuses with `NotationNotUnderstood` whatever is no run notation.
    """
    cursor = Cursor(text, "run")
    cursor.refuse_tight_comma()
    parts = _take_parts(cursor)
    if cursor.peek(_CLOSE):
        raise cursor.refusal(
            Phrase("not-opened", "nothing was opened that this closes"), "Leave the ) out, or write a ( before."
        )
    ids = count(1)
    found = [_with_ids(each, ids) for each in _lowered(cursor, parts)]
    if not found:
        raise cursor.refusal(Phrase("no-step", "there is no step"), _FORMS, 0)
    return tuple(found)


def _take_parts(cursor: Cursor, depth: int = 0) -> list[_Part]:
    """Read parts up to the end or to a closing bracket."""
    parts: list[_Part] = []
    while cursor.skip_separators() and not cursor.peek(_CLOSE):
        parts += _take_part(cursor, depth)
        if not cursor.peek(_END):
            raise cursor.refusal(*_unexpected(cursor))
    return parts


def _take_part(cursor: Cursor, depth: int) -> list[_Part]:
    at = cursor.next
    found = cursor.take(_TIMES)
    times = None if found is None else cursor.whole(found[1], found.start(1), "the number of repetitions")
    if times is not None and times > MOST_ROUNDS:
        raise cursor.refusal(
            Phrase("too-many-repeats", "this repeats more than {most} times", most=MOST_ROUNDS),
            "Write fewer repetitions.",
            at,
        )
    if times is not None and (second := cursor.peek(_TIMES)):
        raise cursor.refusal(
            Phrase("second-x-run", "there is a second x"),
            f"Put the inner repeat in brackets: {times}x({second[1]}x …).",
            second.start(),
        )
    opened = cursor.next
    inner: list[_Part] = _take_group(cursor, opened, depth + 1) if cursor.take(_OPEN) else [_take_step(cursor)]
    if cursor.take(_REST):
        inner.append(_take_rest(cursor))
    return inner if times is None else [_Repeat(times, inner, at)]


def _take_group(cursor: Cursor, opened: int, depth: int) -> list[_Part]:
    if depth > _DEEPEST:
        raise cursor.refusal(
            Phrase("repeats-deep", "the repeats are too deep in each other"), "Write fewer repeats in repeats.", opened
        )
    parts = _take_parts(cursor, depth)
    if not cursor.take(_CLOSE):
        raise cursor.refusal(Phrase("not-closed", "this bracket is not closed"), "Write ) after its last step.", opened)
    if not parts:
        raise cursor.refusal(Phrase("no-step-inside", "there is no step in the bracket"), _FORMS, opened)
    return parts


def _take_step(cursor: Cursor) -> Step:
    fields: Fields = {"goal": _take_goal(cursor)}
    while not cursor.peek(_END) and not cursor.peek(_REST):
        at = cursor.next
        clause = _take_clause(cursor)
        twice = fields.keys() & clause.keys()
        if twice:
            raise cursor.refusal(Phrase("second", "there is a second {what}", what=twice.pop()), "Say it once.", at)
        fields |= clause
    if fields.get("movement") == "jog":
        fields = {"phase": "recovery", **fields, "movement": "run"}
    return Step(id="", **{"phase": "active", **fields})


def _take_clause(cursor: Cursor) -> Fields:
    if found := cursor.take(_PHASE):
        return {"phase": found[1].lower().replace("-", "")}
    if found := cursor.take(_MOVEMENT):
        return {"movement": found[1].lower()}
    if found := cursor.take(_TERRAIN):
        return {"terrain": found[1].lower()}
    if found := cursor.take(_NAME):
        return {"name": found[1]}
    if cursor.take(_AT):
        return {"targets": take_run_targets(cursor)}
    raise cursor.refusal(*_unexpected(cursor))


def _take_rest(cursor: Cursor) -> Step:
    """Read what stands after `rest`: standing still, or recovering in the movement that is said."""
    fields: dict[str, Any] = {"goal": _take_goal(cursor)}
    phase: Phase = "rest"
    if found := cursor.take(_MOVEMENT):
        said = found[1].lower()
        fields["movement"] = "run" if said == "jog" else said
        phase = "recovery"
    if cursor.take(_AT):
        fields["targets"] = take_run_targets(cursor)
    return Step(id="", phase=phase, **fields)


def _take_goal(cursor: Cursor) -> Goal:
    at = cursor.next
    for pattern, read in _GOALS:
        if found := cursor.take(pattern):
            fields = read(cursor, found)
            if 0 in fields.values() and "open" not in fields:
                raise cursor.refusal(Phrase("amount-nothing", "the amount is nothing"), "Write an amount above 0.", at)
            return Goal(**fields)
    metres = cursor.peek(_METRES)
    if metres is not None and cursor.number(metres[1], at) < LEAST_METRES:
        written = metres[1]
        raise cursor.refusal(
            Phrase("metres-or-minutes", "this may be meant as metres or as minutes", written=written),
            f"Write {written} metres, or {written}min.",
            metres.start(2),
        )
    fields = take_measure(cursor) or {}
    fields.pop("rep_type", None)
    if not fields:
        until, amount = (
            Phrase("until-heart", "until needs a heart rate"),
            Phrase("step-amount-here", "here belongs the amount of a step"),
        )
        lack = until if cursor.peek(_UNTIL) else amount
        raise cursor.refusal(lack, _FORMS)
    if cursor.peek(_DASH):
        raise cursor.refusal(Phrase("step-amount", "a step ends by one amount"), "Write one amount, not a range.")
    return Goal(**fields)


def _heart(cursor: Cursor, found: re.Match[str]) -> Fields:
    below = found[1].lower() in {"<", "below"}
    beats = cursor.number(found[2], found.start(2))
    return {"heart_rate_below" if below else "heart_rate_above": beats}


def _climb(cursor: Cursor, found: re.Match[str]) -> Fields:
    metres = cursor.number(found[1], found.start(1))
    return {"elevation_gain" if found[2].lower() == "up" else "elevation_loss": metres}


_GOALS: tuple[tuple[re.Pattern[str], Callable[[Cursor, re.Match[str]], Fields]], ...] = (
    (_UNTIL_SAID, lambda _cursor, _found: {"open": True}),
    (_HEART, _heart),
    (_CLIMB, _climb),
    (_WRITTEN_OUT, lambda cursor, found: {"distance": cursor.number(found[1], found.start(1))}),
    (_REPETITIONS, lambda cursor, found: {"repetitions": cursor.whole(found[1], found.start(1), "the number")}),
)


def _unexpected(cursor: Cursor) -> tuple[str, str]:
    """Say why what comes next can't stand here, and what was probably meant."""
    if cursor.peek(_SECOND_TIMES):
        return Phrase(
            "x-between", "x stands between a number and what is repeated"
        ), "Write 6x800 m, or 3x(400 m; 1min rest)."
    if cursor.peek(_AIM):
        return Phrase(
            "run-target-after-at", "a target stands after @ only"
        ), "Write @ before the first target: 800 m @ 4:00/km RPE 8."
    return Phrase("run-not-here", "this can't stand here"), _CLAUSES


def _lowered(cursor: Cursor, parts: Sequence[_Part]) -> list[Step | Block]:
    """Make blocks of repeats; one that holds repeats is written out, for blocks hold steps only."""
    found: list[Step | Block] = []
    for part in parts:
        if isinstance(part, Step):
            found.append(part)
            continue
        steps = [each for each in part.parts if isinstance(each, Step)]
        if len(steps) == len(part.parts):
            if len(steps) > MOST_STEPS:
                raise _too_many(cursor, part.at)
            found.append(Block(id="", rounds=part.times, steps=tuple(steps)))
            continue
        inner = _lowered(cursor, part.parts)
        if len(inner) * part.times > MOST_STEPS:
            raise _too_many(cursor, part.at)
        found += inner * part.times
    if len(found) > MOST_STEPS:
        raise _too_many(cursor, 0)
    return found


def _too_many(cursor: Cursor, at: int) -> Exception:
    return cursor.refusal(
        Phrase("too-many-steps", "written out there are more than {most} steps", most=MOST_STEPS),
        "Write fewer, or a shorter run.",
        at,
    )


def _with_ids(part: Step | Block, ids: Iterator[int]) -> Step | Block:
    own = str(next(ids))
    if isinstance(part, Step):
        return structs.replace(part, id=own)
    steps = tuple(structs.replace(each, id=str(next(ids))) for each in part.steps)
    return structs.replace(part, id=own, steps=steps)
