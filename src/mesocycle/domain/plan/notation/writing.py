"""Write sets in the set notation, where it can say all there is."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import structs

from mesocycle.domain.document import Number
from mesocycle.domain.plan.notation.reading import MOST_SETS, parse
from mesocycle.domain.plan.notation.targets import PERCENT_FIELDS
from mesocycle.domain.plan.workout import ExerciseSet, MiniSets, Tempo
from mesocycle.domain.refusal import NotationNotUnderstood


def print_sets(sets: Sequence[ExerciseSet]) -> str | None:
    """Write the sets with equal neighbours as one group; None where the notation can't say all of them.

    Ids are not written. Sets with `weeks`, `notes`, a hold, a side, or other numbers than 1, 2, … can't be
    said: whoever writes a file takes the weeks away first and says them beside the text.
    """
    groups = groupby(structs.replace(each, id="", set_number=0) for each in sets)
    text = "; ".join(_group(len(list(equal)), each) for each, equal in groups)
    try:
        read = parse(text)
    except NotationNotUnderstood:
        return None
    # Reading it back is the test of what can be said: a field not written or not readable shows here.
    expected = tuple(structs.replace(each, id=again.id) for each, again in zip(sets, read, strict=False))
    return text if read == expected and len(read) == len(sets) else None


def _group(count: int, each: ExerciseSet) -> str:
    words = [
        f"{count}x{_amount(each)}{'/side' if each.per_side else ''}",
        *([] if each.mini_sets is None else _mini_sets(each.mini_sets, cluster=_is_cluster(each))),
        *([] if each.set_type == "working" else [each.set_type]),
        *_targets(each),
        *([] if each.rest_after is None else ["rest", each.rest_after]),
        *([] if each.tempo is None else ["tempo", _tempo(each.tempo)]),
    ]
    return " ".join(words)


def _is_cluster(each: ExerciseSet) -> bool:
    return each.rep_type == "fixed" and each.reps is None and each.mini_sets is not None


def _amount(each: ExerciseSet) -> str:
    match each.rep_type:
        case "fixed" if each.mini_sets is not None and each.reps is None:
            return _cluster(each.mini_sets)
        case "fixed":
            return number_text(each.reps)
        case "range":
            return f"{number_text(each.reps_min)}-{number_text(each.reps_max)}"
        case "time" if each.duration is None and each.hold_time is None:
            return "max hold"
        case "time":
            return time_text(each.duration)
        case "distance":
            return f"{number_text(each.distance)} m"
        case "calories":
            return f"{number_text(each.calories)} cal"
        case "max":
            return "AMRAP" if each.reps_min is None else f"{number_text(each.reps_min)}+"


def _cluster(mini: MiniSets) -> str:
    # A count beyond all sense is not written out; the question mark can't be read back.
    return f"({'+'.join([number_text(mini.reps)] * mini.count if mini.count <= MOST_SETS else '?')})"


def time_text(seconds: Number | None) -> str:
    """Write whole minutes as `2min`, other whole seconds above them as `1:30`."""
    if isinstance(seconds, int) and seconds >= 60:
        minutes, rest = divmod(seconds, 60)
        return f"{number_text(minutes)}:{rest:02d}" if rest else f"{number_text(minutes)}min"
    return f"{number_text(seconds)}s"


def _mini_sets(mini: MiniSets, *, cluster: bool) -> list[str]:
    rest = ["mini", mini.rest]
    return (
        rest if cluster else ["myo", f"{_range(mini.count, mini.count_max)}x{_range(mini.reps, mini.reps_max)}", *rest]
    )


def _targets(each: ExerciseSet) -> list[str]:
    targets = []
    if each.weight is not None:
        targets.append(_weight(each.weight, each.weight_max, each.weight_unit))
    for basis, field in PERCENT_FIELDS.items():
        percent: Number | None = getattr(each, field)
        if percent is not None:
            targets.append(f"{_range(percent, each.percent_max)}% {basis}")
    if each.rpe is not None:
        targets.append(f"RPE {_range(each.rpe, each.rpe_max)}")
    if each.rir is not None:
        targets.append(f"{_range(each.rir, each.rir_max)} RIR")
    return ["@", *targets] if targets else []


def _weight(weight: Number, most: Number | None, unit: str | None) -> str:
    if unit is None:
        return "BW" if weight == 0 else number_text(weight)
    sign = "+" if weight < 0 and most is not None and most >= 0 else ""
    return (
        f"{number_text(weight)} {unit}" if most is None else f"{number_text(weight)}-{sign}{number_text(most)} {unit}"
    )


def _tempo(tempo: Tempo) -> str:
    phases = (tempo.eccentric, tempo.eccentric_pause, tempo.concentric, tempo.concentric_pause)
    return "-".join(phase if isinstance(phase, str) else number_text(phase) for phase in phases)


def _range(low: Number, high: Number | None) -> str:
    return number_text(low) if high is None else f"{number_text(low)}-{number_text(high)}"


def number_text(value: Number | None) -> str:
    """Write a number without an exponent; what is missing gives a text that can't be read back."""
    if value is None:
        return "?"
    exact = Decimal(value if isinstance(value, int) else repr(value))
    return format(exact or Decimal(0), "f")  # no "-0.0"
