"""Lines keep their `_id` through versions: matching the lines of a file to those of the latest version."""

from collections.abc import Callable, Iterator
from typing import Any

from mesocycle.domain.document import Id

Plain = dict[str, Any]

_CHILDREN: dict[str, tuple[str, ...]] = {
    "workouts": ("sections",),
    "sections": ("exercises", "steps"),
    "exercises": ("sets",),
    "sets": (),
    "steps": ("steps",),
}


class LineIds:
    """Give every line an `_id`: its own, else the matching line's of the latest version, else a new one."""

    def __init__(self, workouts: list[Any], latest: list[Any], new_id: Callable[[], Id]) -> None:
        """Note which ids the file itself gives: no other line may take them."""
        self._new_id = new_id
        self._taken = {line["_id"] for line in _every_line(workouts) if isinstance(line.get("_id"), str)}
        self._given = frozenset(self._taken)
        self._latest = {line["_id"]: line for line in _every_line(latest)}

    def keep(self, lines: list[Any], latest: list[Any], kind: str) -> list[Any]:
        """Give the lines and their children with ids; what is no line stays for the reader to refuse."""
        pool = [old for old in latest if old["_id"] not in self._given]
        matches = _matches(lines, pool, kind)
        return [self._line(line, matches.get(at), kind) for at, line in enumerate(lines)]

    def _line(self, line: object, match: Plain | None, kind: str) -> object:
        if not isinstance(line, dict):
            return line
        if "_id" in line:
            match = self._latest.get(line["_id"]) if isinstance(line["_id"], str) else None
            kept = line["_id"]
        else:
            kept = match["_id"] if match and match["_id"] not in self._taken else self._fresh()
            self._taken.add(kept)
        children = {
            child: self.keep(line[child], (match or {}).get(child, []), child)
            for child in _CHILDREN[kind]
            if isinstance(line.get(child), list)
        }
        return {"_id": kept, **line, **children}

    def _fresh(self) -> Id:
        while (made := self._new_id()) in self._taken:
            pass
        return made


def _every_line(lines: list[Any], kind: str = "workouts") -> Iterator[Plain]:
    for line in lines:
        if isinstance(line, dict):
            yield line
            for child in _CHILDREN[kind]:
                if isinstance(line.get(child), list):
                    yield from _every_line(line[child], child)


def _matches(lines: list[Any], latest: list[Plain], kind: str) -> dict[int, Plain]:
    """Pair lines with those of the latest version, each once: of equal keys the first with the first."""
    pairs: dict[int, Plain] = {}
    used: set[int] = set()
    for key_of in _KEYS[kind]:
        waiting: dict[object, list[int]] = {}
        for place, old in enumerate(latest):
            if place not in used:
                waiting.setdefault(key_of(old, place), []).append(place)
        for at, line in enumerate(lines):
            if not isinstance(line, dict) or "_id" in line or at in pairs:
                continue
            if places := waiting.get(key_of(line, at)):
                used.add(places[0])
                pairs[at] = latest[places.pop(0)]
    return pairs


def _weeks(line: Plain) -> object:
    weeks = line.get("weeks")
    return repr(sorted(weeks, key=repr)) if isinstance(weeks, list | tuple) else None


# Repr, because what stands in a file may be anything, also something that is no key.
_KEYS: dict[str, tuple[Callable[[Plain, int], object], ...]] = {
    "workouts": (lambda line, _: repr(line.get("name")),),
    "sections": (
        lambda line, _: (repr(line.get("name")), _weeks(line)),
        lambda line, _: repr(line.get("name")),
    ),
    "exercises": (
        lambda line, _: (repr(line.get("exerciseVariantId")), _weeks(line)),
        lambda line, _: repr(line.get("exerciseVariantId")),
    ),
    "sets": (lambda line, _: (repr(line.get("setNumber")), _weeks(line)),),
    "steps": (lambda line, at: (at, repr(line.get("type"))),),
}
