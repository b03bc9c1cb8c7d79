"""Write the steps of a run in the run notation, where it can say all there is."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import structs

from mesocycle.domain.document import Number
from mesocycle.domain.plan.notation.writing import number_text, time_text
from mesocycle.domain.plan.run_notation.reading import LEAST_METRES, parse_run
from mesocycle.domain.plan.run_notation.targets import PERCENT_WORDS, UNITS
from mesocycle.domain.plan.workout import Block, Goal, Step, Target
from mesocycle.domain.quantity import METRES_PER_MILE
from mesocycle.domain.refusal import NotationNotUnderstood

_UNIT_TEXTS = {meant: text for text, meant in UNITS.items()}
_KILOMETRES_FROM = 5000


def print_run(steps: Sequence[Step | Block]) -> str | None:
    """Write the steps and blocks; None where the notation can't say all of them.

    Ids are not written. Steps with weeks, notes, equipment or an exercise of the library can't be said: whoever
    writes a file takes the weeks away first and says them beside the text.
    """
    bare = tuple(map(_without_ids, steps))
    text = _parts(bare)
    try:
        read = parse_run(text)
    except NotationNotUnderstood:
        return None
    # Reading it back is the test of what can be said: a field not written or not readable shows here.
    return text if tuple(map(_without_ids, read)) == bare else None


def _without_ids(part: Step | Block) -> Step | Block:
    if isinstance(part, Step):
        return structs.replace(part, id="")
    return structs.replace(part, id="", steps=tuple(structs.replace(each, id="") for each in part.steps))


def _parts(parts: Sequence[Step | Block]) -> str:
    """Write parts one after the other; the same with a block in it several times in a row becomes a repeat."""
    texts = []
    at = 0
    while at < len(parts):
        length, times = _repeated(parts, at)
        if times > 1:
            texts.append(f"{times}x({_parts(parts[at : at + length])})")
        else:
            texts.append(_part(parts[at]))
        at += length * times
    return "; ".join(texts)


def _repeated(parts: Sequence[Step | Block], at: int) -> tuple[int, int]:
    """Find what stands here several times in a row: how long it is, and how often; the most that one repeat tells."""
    best = (1, 1)
    for length in range(1, (len(parts) - at) // 2 + 1):
        window = parts[at : at + length]
        if not any(isinstance(each, Block) for each in window):
            continue  # steps alone would be read as a block
        times = 1
        while parts[at + times * length : at + (times + 1) * length] == window:
            times += 1
        if times > 1 and times * length > best[0] * best[1]:
            best = (length, times)
    return best


def _part(part: Step | Block) -> str:
    if isinstance(part, Step):
        return _step(part)
    work, *others = part.steps or (None,)
    if work is not None and not others:
        return f"{part.rounds}x{_step(work)}"
    if work is not None and len(others) == 1 and _is_rest(others[0]) and work.phase not in {"rest", "recovery"}:
        return f"{part.rounds}x{_step(work)} {_rest(others[0])}"
    return f"{part.rounds}x({'; '.join(map(_step, part.steps))})"


def _is_rest(step: Step) -> bool:
    """Tell whether a step can stand behind `rest`."""
    if step.name is not None or step.terrain is not None:
        return False
    return step.phase == "rest" if step.movement is None else step.phase == "recovery"


def _rest(step: Step) -> str:
    movement = "jog" if step.movement == "run" else step.movement
    return " ".join(["rest", _amount(step.goal), *([movement] if movement else []), *_aims(step.targets)])


def _step(step: Step) -> str:
    jogs = step.phase == "recovery" and step.movement == "run"
    words = [
        _amount(step.goal),
        *([] if step.phase == "active" or jogs else [step.phase]),
        *(["jog"] if jogs else [] if step.movement is None else [step.movement]),
        *([] if step.terrain is None else ["on", step.terrain]),
        *_aims(step.targets),
        *([] if step.name is None else [f'"{step.name}"']),
    ]
    return " ".join(words)


def _amount(goal: Goal) -> str:
    told = {
        "{}": None if goal.duration is None else time_text(goal.duration),
        "{} ": None if goal.distance is None else _distance(goal.distance),
        "{} m up": goal.elevation_gain,
        "{} m down": goal.elevation_loss,
        "{} cal": goal.calories,
        "{} reps": goal.repetitions,
        "until HR < {}": goal.heart_rate_below,
        "until HR > {}": goal.heart_rate_above,
    }
    for form, amount in told.items():
        if amount is not None:
            return form.format(amount if isinstance(amount, str) else number_text(amount)).rstrip()
    return "open"


def _distance(metres: Number) -> str:
    """Write miles where they are whole, kilometres of long ways, else metres."""
    miles = round(metres / float(METRES_PER_MILE)) if 0 < metres < 1_000_000 else 0
    if miles and metres == float(miles * METRES_PER_MILE):
        return f"{miles} mi"
    if isinstance(metres, int) and metres >= _KILOMETRES_FROM and metres % 10 == 0:
        return f"{format(Decimal(metres).scaleb(-3).normalize(), 'f')} km"
    return f"{number_text(metres)} {'m' if metres >= LEAST_METRES else 'metres'}"


def _aims(targets: tuple[Target, ...] | None) -> list[str]:
    return [] if targets is None else ["@", *map(_aim, targets)]


def _aim(target: Target) -> str:
    runs = target.metric == "pace" and target.basis != "zone"
    bound = ""
    if target.low is None:
        bound = "no slower than " if target.metric == "pace" else "up to "
    elif target.high is None:
        bound = "no faster than " if target.metric == "pace" else "from "
    ends = [end for end in (target.low, target.high) if end is not None]
    text = _pace_text if runs and target.basis == "absolute" else number_text
    span = "-".join(dict.fromkeys(map(text, ends)))
    return f"{bound}{_with_unit(target, span)}"


def _with_unit(target: Target, span: str) -> str:
    if target.basis == "zone":
        return f"{'' if target.metric == 'heart-rate' else f'{target.metric} '}zone {span}"
    if target.basis == "percent":
        return f"{span}% {PERCENT_WORDS.get((target.metric, target.of or ''), '?')}"
    match target.metric:
        case "pace":
            return f"{span}{target.unit.removeprefix('s')}"
        case "heart-rate":
            return f"HR {span}"
        case "rpe":
            return f"RPE {span}"
        case "grade":
            return f"{span}% grade"
        case _:
            return f"{span} {_UNIT_TEXTS.get((target.metric, target.unit), '?')}"


def _pace_text(seconds: Number) -> str:
    """Write whole seconds as minutes and seconds; parts of one can't be read back, and need not look right."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
