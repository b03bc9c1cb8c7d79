"""Read the set notation: text to sets, or a refusal that points at the character."""

from collections.abc import Callable
from typing import Any

from mesocycle.domain.plan.notation.amounts import Fields, read_range, take_amount
from mesocycle.domain.plan.notation.cursor import WRITTEN_NUMBER, Cursor, form, reason_of
from mesocycle.domain.plan.notation.targets import take_targets
from mesocycle.domain.plan.workout import ExerciseSet, MiniSets, Tempo
from mesocycle.domain.quantity import REST, parse_rest
from mesocycle.domain.refusal import Phrase, QuantityNotUnderstood

MOST_SETS = 500
"""More sets than anyone does; a slip like `5000x5` is refused instead of written out."""

_SET_COUNT = form(rf"({WRITTEN_NUMBER})")
_TIMES = form(r"[x×]")
_CLAUSE = form(r"(?:@|(?:warmup|drop|failure|myo|rest-pause|mini|rest|tempo)(?![a-z]))")
_LOAD = form(r"[-+−]?[0-9.]* *(?:kg|lb|BW|RPE|RIR|%)")
_DASH = form(r"[-–]")
_NUMBER = form(WRITTEN_NUMBER)
_MINI_SETS = form(r"([0-9]+)(?:[-–]([0-9]+))? *[x×] *([0-9]+)(?:[-–]([0-9]+))?")
_PHASE = rf"({WRITTEN_NUMBER}|X)"
_TEMPO = form(rf"{_PHASE}[-–]{_PHASE}[-–]{_PHASE}[-–]{_PHASE}(?![-–0-9a-z.])")

_FORMS = "A group is written like 3x5 @ 100 kg: sets, x, amount, then what else there is to say."
_CLAUSES = (
    "After the amount may come /side, warmup, drop, failure, myo 5x3-5, mini 20s, @ targets, rest 2m and "
    "tempo 3-1-1-0; groups are parted by ; or a new line or a comma and a blank."
)
_RESTS = "Write the rest with its unit: 90s, 2m, 1:30 or 2-3min."


def parse(text: str) -> tuple[ExerciseSet, ...]:
    """Read at least one group; ids are "1", "2", … for whoever publishes to replace, numbers count from 1.

    Refuses with `NotationNotUnderstood` whatever is no set notation.
    """
    cursor = Cursor(text)
    cursor.refuse_tight_comma()
    sets: list[ExerciseSet] = []
    while cursor.skip_separators():
        at = cursor.next
        count, fields = _take_group(cursor)
        if len(sets) + count > MOST_SETS:
            raise cursor.refusal(
                Phrase("too-many-sets", "there are more than {most} sets", most=MOST_SETS), "Write fewer sets.", at
            )
        first = len(sets) + 1
        sets += [ExerciseSet(id=str(n), set_number=n, **fields) for n in range(first, first + count)]
    if not sets:
        raise cursor.refusal(Phrase("no-sets", "there are no sets"), _FORMS, 0)
    return tuple(sets)


def _take_group(cursor: Cursor) -> tuple[int, Fields]:
    """Read `SETSxAMOUNT clause …` up to the separator."""
    found = cursor.take(_SET_COUNT)
    if found is None:
        raise cursor.refusal(Phrase("set-count", "a group begins with its number of sets"), _FORMS)
    count = cursor.whole(found[1], found.start(), "the number of sets")
    if not cursor.take(_TIMES):
        raise cursor.refusal(Phrase("set-times", "after the number of sets belongs x and the amount"), _FORMS)
    at = cursor.next
    fields: Fields = {"set_type": "working", **take_amount(cursor)}
    clauses, places = _take_clauses(cursor)
    return count, _with_mini_sets(cursor, fields | clauses, {"amount": at, **places})


def _take_clauses(cursor: Cursor) -> tuple[Fields, dict[str, int]]:
    """Read the clauses of one group, in any order, each once; gives also where each began."""
    fields: Fields = {}
    places: dict[str, int] = {}
    while not cursor.at_group_end():
        found = cursor.take(_CLAUSE)
        if found is None:
            raise cursor.refusal(*_unexpected(cursor))
        word = _SAME_AS.get(found[0].lower(), found[0].lower())
        name = "kind" if word in _KINDS else word
        if name in places:
            raise cursor.refusal(
                *_TWICE.get(name, (Phrase("said-twice", "{what} is said twice", what=name), "Say it once.")),
                found.start(),
            )
        places[name] = found.start()
        fields |= {"set_type": word} if name == "kind" else _CLAUSE_READERS[name](cursor)
    return fields, places


def _with_mini_sets(cursor: Cursor, fields: Fields, places: dict[str, int]) -> Fields:
    """Join a cluster or `myo` with the rest that `mini` says; neither goes without the other."""
    cluster, myo, rest = (fields.pop(name, None) for name in ("cluster", "myo", "mini"))
    if cluster and myo:
        raise cursor.refusal(
            Phrase("cluster-myo", "a cluster has no myo-reps"), "Write the one or the other.", places["myo"]
        )
    small = cluster or myo
    if small is None and rest is None:
        return fields
    if small is None:
        raise cursor.refusal(
            Phrase("mini-what", "mini is the rest inside a set of small sets"),
            "Write 5x(2+2+2) mini 20s or 1x12-15 myo 5x3-5 mini 15s; what follows a whole set is rest 2m.",
            places["mini"],
        )
    if rest is None:
        raise cursor.refusal(
            Phrase("mini-lacks", "the small sets lack the rest between them"),
            "Write it after them, like mini 20s.",
            places["amount" if cluster else "myo"],
        )
    return {**fields, "mini_sets": MiniSets(**small, rest=rest)}


def _unexpected(cursor: Cursor) -> tuple[str, str]:
    """Say why what comes next can't stand here, and what was probably meant."""
    if cursor.peek(_LOAD):
        return Phrase(
            "target-after-at", "a target stands after @ only"
        ), "Write @ before the first target: 3x5 @ 100 kg RPE 8."
    if cursor.peek(_DASH):
        return Phrase("range-blanks", "a range is written without blanks"), "Write 8-12, or leave the dash out."
    if cursor.peek(_TIMES):
        return Phrase(
            "second-x", "there is a second x"
        ), "Write sets before repetitions, like 3x5, and the load after @."
    return Phrase("not-here", "this can't stand here"), _CLAUSES


def _take_myo(cursor: Cursor) -> Fields:
    found = cursor.take(_MINI_SETS)
    if found is None:
        raise cursor.refusal(
            Phrase("myo-sets", "after myo belong the small sets"), "Write them like myo 5x3-5 mini 15s."
        )
    count, count_max = read_range(cursor, found, 1, 2, "a number of small sets")
    reps, reps_max = read_range(cursor, found, 3, 4, "a number of repetitions")
    return {"myo": {"count": count, "count_max": count_max, "reps": reps, "reps_max": reps_max}}


def _take_duration(cursor: Cursor) -> str:
    """Read a rest and give it as typed."""
    found = cursor.take(REST)
    if found is None:
        needs, missing = Phrase("rest-needs-unit", "a rest needs its unit"), Phrase("rest-here", "here belongs a rest")
        lack = needs if cursor.peek(_NUMBER) else missing
        raise cursor.refusal(lack, _RESTS)
    try:
        parse_rest(found[0])
    except QuantityNotUnderstood as refused:
        raise cursor.refusal(reason_of(refused), refused.remedy, found.start()) from refused
    return found[0]


def _take_tempo(cursor: Cursor) -> Fields:
    found = cursor.take(_TEMPO)
    if found is None:
        raise cursor.refusal(
            Phrase("tempo-form", "a tempo has four parts"), "Write seconds or X like 3-1-X-0: down, pause, up, pause."
        )
    phases: list[Any] = [
        "X" if found[n] in {"X", "x"} else cursor.number(found[n], found.start(n)) for n in range(1, 5)
    ]
    names = ("eccentric", "eccentric_pause", "concentric", "concentric_pause")
    return {"tempo": Tempo(**dict(zip(names, phases, strict=True)))}


_SAME_AS = {"rest-pause": "myo"}
"""Two names of one thing: small sets after the first."""
_KINDS = frozenset(("warmup", "drop", "failure"))
_TWICE = {
    "@": (
        Phrase("second-at", "there is a second @"),
        "Write all targets after one @, parted by blanks: @ 100 kg RPE 8.",
    ),
    "kind": (Phrase("second-kind", "there is a second kind"), "A set is one of warmup, drop and failure."),
}
_CLAUSE_READERS: dict[str, Callable[[Cursor], Fields]] = {
    "@": take_targets,
    "myo": _take_myo,
    "mini": lambda cursor: {"mini": _take_duration(cursor)},
    "rest": lambda cursor: {"rest_after": _take_duration(cursor)},
    "tempo": _take_tempo,
}
