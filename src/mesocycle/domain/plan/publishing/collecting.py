"""Read what a file says as far as it can be read, and collect all that is wrong with it, not just the first."""

import copy
import re
from collections.abc import Iterable
from typing import Any, TypeVar

from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import MOST_FAULTS, at, convert, faults_of
from mesocycle.domain.refusal import DocumentNotValid

T = TypeVar("T")
Steps = list[str | int]

_STEP = re.compile(r'"([^"]*)"|([^.\[\]]+)|\[(\d+)\]')
_STAND_INS = {"name": "?", "difficulty": "beginner", "goal": "strength", "duration": 52, "workouts": []}


class Collected:
    """The faults of one document, whose decoder stops at the first: what is wrong is left out, and it reads on."""

    def __init__(self, plain: dict[str, Any], faults: list[Fault]) -> None:
        """Go on from faults that were found before."""
        self.faults = faults
        self._plain = copy.deepcopy(plain) if faults else plain
        self._touched = bool(faults)
        self._left: dict[str, list[int]] = {}
        self._stood_in: set[str] = set()

    def read(self, kind: type[T]) -> T | None:
        """Read the document without its faults; None where too little is left."""
        for _ in range(3 * MOST_FAULTS):  # some only follow from what was left out, and are not told
            if len(self.faults) > MOST_FAULTS:
                break
            try:
                return convert(self._plain, kind)
            except DocumentNotValid as no:
                wrong = faults_of(no)
            if not all(each.path for each in wrong):  # of the document as a whole
                self.add(wrong)
                return None
            if not self._touched:
                self._plain, self._touched = copy.deepcopy(self._plain), True
            # From the end on, so that what is left out moves nothing that is still to be looked at.
            places = [(self.original(each.path), each) for each in wrong]
            self.add(each._replace(path=path) for path, each in places)
            left_out = [self._leave_out(_steps(each.path)) for each in reversed(wrong)]
            if not all(left_out):
                return None
        return None

    def add(self, faults: Iterable[Fault]) -> None:
        """Add what no fault before is about, or a part of."""
        known = [each.path for each in self.faults]
        self.faults += [each for each in faults if not any(_within(each.path, path) for path in known)]

    def original(self, path: str) -> str:
        """Give the path in the document as it came, before anything was left out."""
        return self._original(_steps(path))

    def _original(self, steps: Steps) -> str:
        whole = ""
        for step in steps:
            left = self._left.get(whole)
            whole = at(whole, left[step] if isinstance(step, int) and left is not None else step)
        return whole

    def _leave_out(self, steps: Steps) -> bool:
        """Leave out what stands at a place, or else the line that it belongs to; tell whether anything could be."""
        if len(steps) == 1 and steps[0] in _STAND_INS and steps[0] not in self._stood_in:
            self._plain[str(steps[0])] = _STAND_INS[str(steps[0])]
            self._stood_in.add(str(steps[0]))
            return True
        holders = self._holders(steps)
        last = holders[-1] if len(holders) == len(steps) else None
        if isinstance(last, dict) and steps[-1] in last:
            del last[steps[-1]]
            return True
        for depth in reversed(range(len(holders))):
            place, holder = steps[depth], holders[depth]
            if isinstance(place, int) and isinstance(holder, list) and place < len(holder):
                self._left.setdefault(self._original(steps[:depth]), list(range(len(holder)))).pop(place)
                del holder[place]
                return True
        return False

    def _holders(self, steps: Steps) -> list[Any]:
        """Give what holds each step of a path, as far as there is anything."""
        holders: list[Any] = [self._plain] if steps else []
        for step in steps[:-1]:
            try:
                holders.append(holders[-1][step])
            except (KeyError, IndexError, TypeError):
                break
        return holders


def _steps(path: str) -> Steps:
    return [int(found[3]) if found[3] else found[1] or found[2] for found in _STEP.finditer(path)]


def _within(path: str, other: str) -> bool:
    """Tell whether one of two places lies in the other."""
    short, long = sorted((path, other), key=len)
    return long == short or long.startswith((f"{short}.", f"{short}["))
