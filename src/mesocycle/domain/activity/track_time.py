"""The clock of a track: samples that its other samples can't explain are left out, a clock that was set is set back."""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice, pairwise
from operator import sub
from statistics import median
from typing import NamedTuple

_SPIKE = 10
_PAUSE_S = 2_700.0
"""What is further from all others, and little, is no part of the recording: a clock that was not set yet, perhaps."""
_FAR_S = 43_200.0
_CLOCK_S = 10 * 86_400.0
"""Nobody pauses that long: the clock was set."""
_ROLLOVER_S = 7_168 * 86_400.0
"""1,024 weeks: where receivers of old make begin to count anew."""


class Timed(NamedTuple):
    """The samples in the order in which they were taken: their places in the file, and their seconds."""

    places: Sequence[int]
    at: "array[float]"
    left_out: int
    moved: int
    """How many got another time, as the clock had been set."""


def timed(at: "array[float]", goes_on: Callable[[int, int], bool]) -> Timed | None:
    """Put samples in order by what their clock can have meant; None where it is in order already.

    `goes_on` says whether one sample's way leads to another's, whatever the clock says: then the clock was set.
    """
    if _in_order(at):
        return None
    places, seconds, moved = _near(at)
    if sum(after < before for before, after in pairwise(seconds)) * 10 > 9 * (len(seconds) - 1):
        places.reverse()
        seconds.reverse()
    ordered = _longest(seconds)
    if not _is_spiked(ordered, len(seconds)) or _was_set(seconds, ordered):
        places, seconds, set_back = _set_anew(places, seconds, goes_on)
        moved += set_back
    ordered = _longest(seconds)
    places, seconds = [places[each] for each in ordered], [seconds[each] for each in ordered]
    first, end = _edges(seconds)
    kept, at_kept = _with_those_between(places[first:end], seconds[first:end], len(at), goes_on)
    moved += len(kept) - (end - first)
    return Timed(kept, array("d", at_kept), len(at) - len(kept), moved)


def _in_order(at: "array[float]") -> bool:
    steps = array("d", map(sub, islice(at, 1, None), at))
    return not steps or (min(steps) >= 0 and max(steps) <= _PAUSE_S)


def _few(some: int, of: int) -> bool:
    return some * 20 <= of or (some <= 3 and some * 4 <= of)


def _near(at: "array[float]") -> tuple[list[int], list[float], int]:
    """Leave out the few that are half a day and more from all others; what is 1,024 weeks off is moved by them."""
    ordered = sorted(at)
    begins = [ordered[0], *(after for before, after in pairwise(ordered) if after - before > _FAR_S)]
    groups = [bisect_right(begins, each) for each in at]
    count = Counter(groups)
    (main, _), *_ = count.most_common(1)
    begin = begins[main - 1]
    off: dict[int, float | None] = {}
    for group in count:
        weeks = begin - begins[group - 1]
        if abs(abs(weeks) - _ROLLOVER_S) < _FAR_S:
            off[group] = _ROLLOVER_S if weeks > 0 else -_ROLLOVER_S
        else:
            off[group] = None if group != main and _few(count[group], len(at)) else 0.0
    places = [place for place, group in enumerate(groups) if off[group] is not None]
    return places, [at[each] + (off[groups[each]] or 0.0) for each in places], sum(
        bool(off[groups[each]]) for each in places
    )  # fmt: skip


def _is_spiked(ordered: list[int], count: int) -> bool:
    """Tell whether all that does not fit are spikes: no ten of them follow each other."""
    return all(after - before <= _SPIKE for before, after in pairwise([-1, *ordered, count]))


def _was_set(seconds: list[float], ordered: list[int]) -> bool:
    return any(seconds[after] - seconds[before] > _CLOCK_S for before, after in pairwise(ordered))


def _set_anew(
    places: list[int], seconds: list[float], goes_on: Callable[[int, int], bool]
) -> tuple[list[int], list[float], int]:
    """Undo what was done to the clock while the way went on; stretches that were written out of order are ordered.

    The larger part keeps its time.
    """
    stretches = _stretches(seconds)
    step = median([after - before for before, after in pairwise(seconds) if after > before] or [1.0])
    lengths: Counter[float] = Counter()
    moved: list[float] = []
    shift = 0.0
    for first, end in stretches:
        here = shift
        if moved:
            follows = moved[-1] + step - seconds[first]
            jump = seconds[first] + shift - moved[-1]
            following = None if end == len(seconds) else seconds[end] + shift
            if following is not None and _is_off(
                moved[-1], seconds[first] + shift, seconds[end - 1] + shift, following
            ):
                here = follows
            elif (jump < 0 or jump > _CLOCK_S) and goes_on(places[first - 1], places[first]):
                here = shift = follows
        lengths[here] += end - first
        moved.extend(seconds[place] + here for place in range(first, end))
    (main, most), *_ = lengths.most_common(1)
    order = sorted(range(len(places)), key=moved.__getitem__)
    return [places[each] for each in order], [moved[each] - main for each in order], len(places) - most


def _stretches(seconds: Sequence[float]) -> list[tuple[int, int]]:
    leaps = [here for here, (one, other) in enumerate(pairwise(seconds), 1) if not 0 <= other - one <= _PAUSE_S]
    return list(pairwise([0, *leaps, len(seconds)]))


def _is_off(before: float, first: float, last: float, after: float) -> bool:
    """Tell whether a stretch alone is ahead or behind, and what follows leads on from what was before it."""
    return before <= after <= before + (last - first) + _PAUSE_S and not before <= first <= last <= after


def _longest(seconds: Sequence[float]) -> list[int]:
    """Give the most places whose seconds never go back."""
    tails: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for place, at in enumerate(seconds):
        where = bisect_right(tails, at)
        before.append(ends[where - 1] if where else -1)
        if where == len(tails):
            tails.append(at)
            ends.append(place)
        else:
            tails[where], ends[where] = at, place
    found: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _with_those_between(
    places: list[int], seconds: list[float], count: int, goes_on: Callable[[int, int], bool]
) -> tuple[list[int], list[float]]:
    """Give samples whose own time is nothing the time of their place in the file, where that tells one."""
    if not places or any(after < before for before, after in pairwise(places)):
        return places, seconds
    step = median([after - before for before, after in pairwise(seconds)] or [0.0])
    found: list[int] = []
    times: list[float] = []
    first, last = places[0], places[-1]
    if first > 0 and step and _few(first, count) and goes_on(first - 1, first):
        found.extend(range(first))
        times.extend(seconds[0] - step * (first - each) for each in range(first))
    for (here, at), (there, then) in pairwise(zip(places, seconds, strict=True)):
        found.extend(range(here, there))
        times.extend(at + (then - at) * number / (there - here) for number in range(there - here))
    found.append(last)
    times.append(seconds[-1])
    if last + 1 < count and step and _few(count - last - 1, count) and goes_on(last, last + 1):
        found.extend(range(last + 1, count))
        times.extend(seconds[-1] + step * number for number in range(1, count - last))
    return found, times


def _edges(seconds: Sequence[float]) -> tuple[int, int]:
    """Leave out the few before or after a gap at either end that is longer than any pause of a run."""
    first, end, count = 0, len(seconds), len(seconds)
    for place, (before, after) in enumerate(pairwise(seconds), 1):
        if after - before > _PAUSE_S:
            if _few(place, count):
                first = max(first, place)
            elif _few(count - place, count):
                end = min(end, place)
    return first, end
