"""What stands after `@`: load, percentage, RPE, repetitions in reserve."""

import re

from mesocycle.domain.document import Number
from mesocycle.domain.plan.notation.amounts import Fields
from mesocycle.domain.plan.notation.cursor import WRITTEN_NUMBER, Cursor, form
from mesocycle.domain.refusal import Phrase

PERCENT_FIELDS = {
    "1RM": "percent_of_1rm",
    "TM": "percent_of_training_max",
    "top": "percent_of_top_set",
    "prev": "percent_of_previous_set",
}
"""What a percentage is of, as written, and the set's field."""

_BODYWEIGHT = form(r"BW\b")
_BODYWEIGHT_AND = form(r"BW *(?=[-+−])")
_TWO_HANDS = form(rf"2 ?[x×] ?(?={WRITTEN_NUMBER} *(?:[-–]{WRITTEN_NUMBER} *)?(?:kg|lb))")
_RPE = form(rf"RPE *({WRITTEN_NUMBER})(?:[-–]({WRITTEN_NUMBER}))?")
_RPE_WORD = form(r"RPE\b")
_RIR_WORD = form(r"RIR\b")
_RANGE = form(rf"([-+−]?)({WRITTEN_NUMBER})(?:[-–]([-+−]?)({WRITTEN_NUMBER}))?")
_WEIGHT_UNIT = form(r"(kg|lb)s?\b")
_PERCENT = form(r"%(?: *(1RM|TM|top|prev)\b)?")
_OF = form(r"of\b")
_BASIS = {name.lower(): field for name, field in PERCENT_FIELDS.items()}

Placed = tuple[Number, int]
"""A number and where it was found."""

_FORMS = "Write a target: 100 kg, +20 kg, BW, 85% 1RM, 85% TM, 90% top, 80% prev, RPE 7-8 or 1-2 RIR."


def take_targets(cursor: Cursor) -> Fields:
    """Read one target after the other, at least one, no kind twice."""
    fields: Fields = {}
    while True:
        at = cursor.next
        target = _take_target(cursor)
        if target is None:
            break
        if any(_kind(field) in map(_kind, fields) for field in target):
            raise cursor.refusal(
                Phrase("target-twice", "this kind of target is there already"),
                "Write one load, percentage, RPE and RIR at most.",
                at,
            )
        fields |= target
    if not fields:
        raise cursor.refusal(Phrase("no-target-after", "after @ belongs a target"), _FORMS)
    return fields


def _kind(field: str) -> str:
    return field.partition("_")[0]


def _take_target(cursor: Cursor) -> Fields | None:
    # `BW+20 kg` is what `+20 kg` is: load added to the body.
    if not cursor.take(_BODYWEIGHT_AND) and cursor.take(_BODYWEIGHT):
        return {"weight": 0}
    if found := cursor.take(_RPE):
        return _rpe(cursor, found)
    if cursor.peek(_RPE_WORD):
        raise cursor.refusal(Phrase("rpe-number", "RPE needs its number"), "Write RPE 8 or RPE 7-8.")
    if cursor.peek(_RIR_WORD):
        raise cursor.refusal(Phrase("rir-number", "RIR needs its number before it"), "Write 2 RIR or 1-2 RIR.")
    cursor.take(_TWO_HANDS)  # what each hand holds; the line says so for all its sets
    if found := cursor.take(_RANGE):
        return _with_unit(cursor, found)
    return None


def _rpe(cursor: Cursor, found: re.Match[str]) -> Fields:
    values = _placed(cursor, found, 1, 2)
    for value, at in values:
        require_rpe(cursor, value, at)
    return _ascending(cursor, "rpe", "rpe_max", values)


def require_rpe(cursor: Cursor, value: Number, at: int) -> None:
    """Refuse what no RPE is."""
    if not 1 <= value <= 10 or value * 2 != int(value * 2):
        raise cursor.refusal(
            Phrase("rpe-range", "RPE goes from 1 to 10 in halves"), "Write for example RPE 8 or RPE 7.5.", at
        )


def _with_unit(cursor: Cursor, found: re.Match[str]) -> Fields:
    """Read the number or range just taken as what its unit says it is."""
    values = _placed(cursor, found, 2, 4)
    if unit := cursor.take(_WEIGHT_UNIT):
        values = _signed(cursor, found, values)
        return {**_ascending(cursor, "weight", "weight_max", values), "weight_unit": unit[1].lower()}
    percent = cursor.take(_PERCENT)
    if percent is None and not cursor.take(_RIR_WORD):
        raise cursor.refusal(Phrase("number-unit", "a number needs its unit"), _remedy_for(found), found.start())
    if found[1] or found[3]:
        raise cursor.refusal(Phrase("sign-weight", "only a weight has a sign"), "Leave the sign out.", found.start())
    if percent is None:
        return _ascending(cursor, "rir", "rir_max", values)
    if cursor.peek(_OF):
        raise cursor.refusal(
            Phrase("percent-of", "what a percentage is of follows without of"), "Write 85% TM, 90% top or 80% prev."
        )
    return _ascending(cursor, _BASIS[(percent[1] or "1RM").lower()], "percent_max", values)


def _placed(cursor: Cursor, found: re.Match[str], *groups: int) -> list[Placed]:
    return [(cursor.number(found[n], found.start(n)), found.start(n)) for n in groups if found[n]]


def _signed(cursor: Cursor, found: re.Match[str], values: list[Placed]) -> list[Placed]:
    """Give the numbers with their signs; after a minus the other end must say its own."""
    if found[1] in {"-", "−"} and found[4] and not found[3]:
        raise cursor.refusal(
            Phrase("sign-open", "it is open whether this number is below 0 too"),
            f"Write its sign: -{found[4]} or +{found[4]} (assistance from 20 to 10 is -20--10).",
            found.start(4),
        )
    signs = (found[1], found[3])
    return [(0 - n if sign in {"-", "−"} else n, at) for (n, at), sign in zip(values, signs, strict=False)]


def _ascending(cursor: Cursor, low: str, high: str, values: list[Placed]) -> Fields:
    """Name one value or the two ends of a range, which must rise."""
    if len(values) == 1:
        return {low: values[0][0]}
    if values[0][0] > values[1][0]:
        raise cursor.refusal(
            Phrase("range-order", "the range begins with its higher end"),
            "Write the lower end first, like 100-110 kg.",
            values[0][1],
        )
    return {low: values[0][0], high: values[1][0]}


def _remedy_for(found: re.Match[str]) -> str:
    """Offer what a bare number may have been meant as."""
    number = found[0]
    if found[1] or found[3]:
        return f"Write {number} kg or {number} lb."
    effort = f", RPE {number} or {number} RIR" if len(found[2].partition(".")[0]) == 1 else ""
    return f"Write what it is: {number} kg, {number} lb, {number}%{effort}."
