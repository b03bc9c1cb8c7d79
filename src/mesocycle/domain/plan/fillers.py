"""Sets that a scheme fills in from a few numbers: warm-up ramp, pyramid, wave, 5/3/1; as set notation.

| filler | formula | source |
|---|---|---|
| warm-up ramp | even steps up to the work, fewer repetitions the heavier | Rippetoe, Starting Strength (3rd ed. 2011) |
| pyramid | rising load and falling repetitions, or the other way round | DeLorme (1945); Zinovieff (1951) |
| wave | repetitions fall within a wave, each wave is heavier | Poliquin, The Poliquin Principles (1997) |
| 5/3/1 | 65-75-85, 70-80-90, 75-85-95, 40-50-60 % of the training max | Wendler, 5/3/1, 2nd ed. (2011) |

Loads of pyramid and wave follow from the repetitions: Epley (1985) turned round, `100 / (1 + n/30)` % of the 1RM,
where n is the repetitions and those left in reserve.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import Literal

from mesocycle.domain.document import Document, Number
from mesocycle.domain.plan.notation import parse, print_sets
from mesocycle.domain.plan.notation.writing import number_text
from mesocycle.domain.plan.words import as_typed
from mesocycle.domain.plan.workout import ProgressionMethod
from mesocycle.domain.reading.checks import MOST_PLAN_WEEKS, Faults, check_number, check_size
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import Phrase

MOST_SETS_FILLED = 12
_MOST_REPS = 50
_MOST_RESERVE = 10


class WarmupRamp(Document, frozen=True, kw_only=True, tag_field="type", tag="warmup-ramp"):
    """Warm-up sets before `sets`, in even steps from one percentage of the heaviest to another."""

    sets: str
    """The work that is warmed up for, in the set notation."""
    steps: int = 3
    low: Number = 40
    high: Number = 80
    bar: str | None = None
    """What the empty bar weighs, `20 kg`: two sets of five with it come first."""


class Pyramid(Document, frozen=True, kw_only=True, tag_field="type", tag="pyramid"):
    """Repetitions as they are said, heaviest last (`ascending`), first (`descending`) or in the middle (`full`)."""

    reps: tuple[int, ...] = (12, 10, 8, 6)
    shape: Literal["ascending", "descending", "full"] = "ascending"
    reserve: int = 2
    """Repetitions left in reserve."""


class Wave(Document, frozen=True, kw_only=True, tag_field="type", tag="wave"):
    """The same falling repetitions several times over, each time so many percent of the 1RM heavier."""

    reps: tuple[int, ...] = (3, 2, 1)
    waves: int = 2
    step: Number = 2.5
    reserve: int = 2


class FiveThreeOne(Document, frozen=True, kw_only=True, tag_field="type", tag="five-three-one"):
    """Cycles of three weeks, and a week of rest where `deload` says so, over so many weeks of the plan."""

    weeks: int = 4
    deload: bool = True
    warmup: bool = False
    supplement: Literal["none", "boring-but-big", "first-set-last"] = "none"
    """Five sets of ten with 50 %, or five sets of five with the first set's load, after the work."""


Filler = WarmupRamp | Pyramid | Wave | FiveThreeOne


class FillerRequest(Document, frozen=True, kw_only=True):
    """Which scheme, with which numbers."""

    filler: Filler


class FilledSets(Document, frozen=True, kw_only=True):
    """What stands in a routine file under `sets`, one text or a text for weeks, and what the method is called."""

    sets: str | dict[str, str]
    progression_method: ProgressionMethod | None = None


def fill(filler: Filler) -> FilledSets:
    """Write the sets of a scheme; refuses numbers that make no sense, naming each."""
    refuse_faults(_faults(filler))
    match filler:
        case WarmupRamp():
            work = parse(filler.sets)  # a slip in it is pointed at where it was typed
            return FilledSets(sets=_joined([*_ramp(filler), print_sets(work) or filler.sets]))
        case Pyramid():
            sets = [f"1x{reps} @ {_percent(reps, filler.reserve)}% 1RM" for reps in _shaped(filler)]
            return FilledSets(sets=_joined(sets), progression_method="pyramid")
        case Wave():
            sets = [
                f"1x{reps} @ {_number(_percent(reps, filler.reserve) + wave * Fraction(str(filler.step)))}% 1RM"
                for wave in range(filler.waves)
                for reps in filler.reps
            ]
            return FilledSets(sets=_joined(sets), progression_method="wave-loading")
        case FiveThreeOne():
            return FilledSets(sets=_cycles(filler), progression_method="percentage")


def _ramp(filler: WarmupRamp) -> Iterator[str]:
    if filler.bar is not None:
        yield f"2x5 warmup @ {filler.bar}"
    low, high = Fraction(str(filler.low)), Fraction(str(filler.high))
    for step in range(filler.steps):
        percent = low if filler.steps == 1 else low + (high - low) * step / (filler.steps - 1)
        whole = round(percent)
        # Five at 40 %, three at 60 %, two at 80 %, one above: what the lift costs stays small.
        reps = min(5, max(1, floor(5 - 3 * (percent - 40) / 40)))
        yield f"1x{reps} warmup @ {whole}% top"


def _percent(reps: int, reserve: int) -> int:
    """Give the share of the 1RM with which so many repetitions and the reserve can be done."""
    return round(Fraction(100) / (1 + Fraction(reps + reserve, 30)))


def _number(exact: Fraction) -> str:
    return number_text(as_typed(float(exact)))


def _shaped(filler: Pyramid) -> list[int]:
    """Order the repetitions: heavier is fewer."""
    rising = sorted(filler.reps, reverse=True)
    if filler.shape == "descending":
        return rising[::-1]
    return rising if filler.shape == "ascending" else [*rising, *rising[-2::-1]]


_WORK: tuple[tuple[tuple[str, int], ...], ...] = (
    (("5", 65), ("5", 75), ("5+", 85)),
    (("3", 70), ("3", 80), ("3+", 90)),
    (("5", 75), ("3", 85), ("1+", 95)),
)
_DELOAD = (("5", 40), ("5", 50), ("5", 60))
_WARMUP = (("5", 40), ("5", 50), ("3", 60))


def _cycles(filler: FiveThreeOne) -> dict[str, str]:
    """Write what each week of a cycle holds, for all weeks that have it."""
    of_cycle = [*_WORK, _DELOAD] if filler.deload else [*_WORK]
    found: dict[str, str] = {}
    for place, work in enumerate(of_cycle):
        weeks = range(place + 1, filler.weeks + 1, len(of_cycle))
        if weeks:
            found[",".join(map(str, weeks))] = _joined(list(_week(filler, work)))
    return found


def _week(filler: FiveThreeOne, work: tuple[tuple[str, int], ...]) -> Iterator[str]:
    if filler.warmup and work != _DELOAD:
        yield from (f"1x{reps} warmup @ {percent}% TM" for reps, percent in _WARMUP)
    yield from (f"1x{reps} @ {percent}% TM" for reps, percent in work)
    if work == _DELOAD:
        return
    if filler.supplement == "boring-but-big":
        yield "5x10 @ 50% TM"
    if filler.supplement == "first-set-last":
        yield f"5x5 @ {work[0][1]}% TM"


def _joined(sets: list[str]) -> str:
    """Write sets in the one form of the notation, equal neighbours as one group."""
    text = "; ".join(sets)
    return print_sets(parse(text)) or text


def _faults(filler: Filler) -> Faults:
    match filler:
        case WarmupRamp():
            yield from check_number("filler.steps", filler.steps, 1, MOST_SETS_FILLED)
            yield from check_number("filler.low", filler.low, 10, 100)
            yield from check_number("filler.high", filler.high, 10, 100)
            if filler.low > filler.high:
                yield Fault(
                    "filler.low", Phrase("above-high", "is above `high`"), "Write the lighter percentage as `low`."
                )
        case Pyramid():
            yield from _reps(filler.reps, filler.reserve)
        case Wave():
            yield from _reps(filler.reps, filler.reserve)
            yield from check_number("filler.waves", filler.waves, 1, MOST_SETS_FILLED)
            yield from check_number("filler.step", filler.step, 0, 20)
        case FiveThreeOne():
            yield from check_number("filler.weeks", filler.weeks, 1, MOST_PLAN_WEEKS)


def _reps(reps: tuple[int, ...], reserve: int) -> Faults:
    yield from check_size("filler.reps", len(reps), MOST_SETS_FILLED, least=1)
    for place, each in enumerate(reps[:MOST_SETS_FILLED]):
        yield from check_number(f"filler.reps[{place}]", each, 1, _MOST_REPS)
    yield from check_number("filler.reserve", reserve, 0, _MOST_RESERVE)
