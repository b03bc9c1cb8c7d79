"""Write what was done in the notation, where it can say it."""

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from mesocycle.domain.document import Number
from mesocycle.domain.log.notation.done import SaidLine, SaidSet
from mesocycle.domain.log.notation.reading import read_done
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.notation.writing import number_text, time_text
from mesocycle.domain.refusal import NotationNotUnderstood


def write_done(lines: Sequence[SaidLine]) -> str | None:
    """Write the lines, one below the other; None where the notation can't say all of them."""
    text = "\n".join(map(_line, lines))
    try:
        again = read_done(text)
    except NotationNotUnderstood:
        return None
    # Reading it back is the test of what can be said: a field not written or not readable shows here.
    return text if tuple(map(unplaced, again)) == tuple(map(unplaced, lines)) else None


def unplaced(line: SaidLine) -> SaidLine:
    """Give a line as what it says, without where in a text it says it."""
    return replace(line, at=0, sets=tuple(replace(one, at=0) for one in line.sets))


def _line(line: SaidLine) -> str:
    head = f"{'+ ' if line.added else ''}{line.name}"
    instead = "" if line.instead_of is None else f" instead of {line.instead_of}"
    section = "" if line.section is None else f" [{line.section}]"
    return f"{head}{instead}{section}: {_content(line)}"


def _content(line: SaidLine) -> str:
    if line.skipped is not None:
        return "skipped" if line.skipped == "other" else f"skipped {line.skipped}"
    if line.result is not None:
        more = "" if line.result.reps is None else f" + {number_text(line.result.reps)}"
        return f"{number_text(line.result.rounds)} rounds{more}"
    groups = [list(same) for _, same in groupby(line.sets, key=_clauses)]
    return "; ".join(_group(group) for group in groups)


def _group(sets: list[SaidSet]) -> str:
    amounts = [(_amount(one.performance), list(same)) for one, same in groupby(sets, key=lambda one: one)]
    told = ",".join(f"{len(same)}x{amount}" if len(same) > 1 else amount for amount, same in amounts)
    return " ".join([told, *_clauses(sets[0])])


def _amount(done: Performance) -> str:
    if done.mini_sets is not None:
        parts = [*([] if done.reps is None else [done.reps]), *(one.reps for one in done.mini_sets)]
        joined = "+".join(map(number_text, parts))
        return joined if done.reps is not None else f"({joined})"
    if done.reps is not None:
        return number_text(done.reps)
    if done.distance is not None:
        timed = "" if done.duration is None else f" in {time_text(done.duration)}"
        return f"{number_text(done.distance)} m{timed}"
    if done.duration is not None:
        return time_text(done.duration)
    return f"{number_text(done.calories)} cal"


def _clauses(one: SaidSet) -> tuple[str, ...]:
    done = one.performance
    measured = done.reps is not None or done.mini_sets is not None or done.distance is not None
    rests = {small.rest for small in done.mini_sets or ()}
    heart = "" if done.max_heart_rate is None else f"/{number_text(done.max_heart_rate)}"
    words = (
        None if done.weight is None else f"@ {_load(one, done.weight)}",
        _word("RPE {}", done.rpe),
        _word("{} RIR", done.rir),
        _word("HR {}" + heart, done.average_heart_rate),
        _word("climb {} m", done.elevation_gain),
        _word("descent {} m", done.elevation_loss),
        _word("{} W", done.average_power),
        _word("cadence {}", done.average_cadence),
        _word("{} cal", done.calories if measured or done.duration is not None else None),
        one.set_type,
        one.side,
        _word("round {}", one.round),
        _word("mini {}s", rests.pop() if len(rests) == 1 else None),
        None if one.notes is None else f'"{one.notes}"',
    )
    return tuple(word for word in words if word is not None)


def _load(one: SaidSet, weight: Number) -> str:
    unit = one.performance.weight_unit
    if weight == 0 and unit is None:
        return "BW"
    return f"{'2x' if one.hands == 2 else ''}{number_text(weight)}{'' if unit is None else f' {unit}'}"


def _word(words: str, value: Number | None) -> str | None:
    return None if value is None else words.format(number_text(value))
