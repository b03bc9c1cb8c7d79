"""The short forms of a routine file, spelled out: set notation, distances, units, exercise names."""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from mesocycle.domain.plan.library import Library
from mesocycle.domain.plan.notation import parse
from mesocycle.domain.plan.publishing import spoken
from mesocycle.domain.plan.publishing.line_ids import Plain
from mesocycle.domain.plan.run_notation import parse_run
from mesocycle.domain.quantity import WeightUnit, parse_distance, parse_duration
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at
from mesocycle.domain.refusal import Phrase, Refusal
from mesocycle.domain.remedy import Do

_DISTANCES = ("distance", "workDistance", "restDistance", "hillLength", "elevationGain", "elevationLoss")
_WEEKS = re.compile(r"\s*\d{1,2}\s*(?:-\s*\d{1,2}\s*)?(?:,\s*\d{1,2}\s*(?:-\s*\d{1,2}\s*)?)*")
_TWO_HANDS = re.compile(r"@[^;,\n]*?\b2 ?[x×] ?[0-9.]+ *(?:-[0-9.]+ *)?(?:kg|lb)", re.IGNORECASE)
_EXERCISE_TYPE = {"running": "bodyweight"}


class Shorthand:
    """Spell out the workouts of one file; what can't be is collected in `faults`, with its path."""

    def __init__(self, library: Library, weight_unit: WeightUnit) -> None:
        self.library = library
        self.weight_unit = weight_unit
        self.faults: list[Fault] = []

    def workouts(self, workouts: object) -> list[Any]:
        """Give the workouts spelled out; anything but a list gives none, for the reader to refuse."""
        return _each(workouts, "workouts", self._workout)

    def _workout(self, workout: Plain, path: str) -> Plain:
        sections = _each(workout.get("sections"), at(path, "sections"), self._section)
        spelled = {"objective": "", "schedule": [], **workout}
        if isinstance(workout.get("schedule"), list):
            spelled["schedule"] = _each(workout["schedule"], at(path, "schedule"), self._day)
        return spelled | ({"sections": sections} if isinstance(workout.get("sections"), list) else {})

    def _day(self, entry: Plain, path: str) -> Plain:
        spelled = self._weeks(entry, path)
        return {**spelled, "weekday": spoken.weekday(entry["weekday"])} if "weekday" in entry else spelled

    def _weeks(self, line: Plain, path: str) -> Plain:
        """Write `weeks: 1-4` or `weeks: "1, 3"` as a list; anything else stays for the reader."""
        said = line.get("weeks")
        if isinstance(said, int) and not isinstance(said, bool):
            return {**line, "weeks": [said]}
        if not isinstance(said, str):
            return dict(line)
        if not _WEEKS.fullmatch(said):
            self.faults.append(
                Fault(
                    at(path, "weeks"), Phrase("weeks-form", "is no list of weeks"), "Write weeks like 1-4 or [1, 5, 9]."
                )
            )
            return {name: value for name, value in line.items() if name != "weeks"}
        return {**line, "weeks": _weeks_of(said)}

    def _section(self, section: Plain, path: str) -> Plain:
        def exercise(line: Plain, where: str) -> Plain:
            return self._exercise(line, where, section.get("type"))

        spelled = self._weeks(self._targets(spoken.with_minutes(self._metres(section, path)), path), path)
        if isinstance(section.get("steps"), str | dict):
            spelled = {"type": "steps", "rounds": 1, **spelled}
            spelled["steps"] = self._run(section["steps"], at(path, "steps"))
        for name, spell in (("exercises", exercise), ("steps", self._step)):
            if isinstance(section.get(name), list):
                spelled[name] = _each(section[name], at(path, name), spell)
        return spelled

    def _step(self, step: Plain, path: str) -> Plain:
        spelled = self._weeks(self._targets(step, path), path)
        if isinstance(step.get("goal"), dict):
            where = at(path, "goal")
            spelled["goal"] = self._seconds(self._metres(step["goal"], where), where, ("duration",))
        if isinstance(step.get("steps"), list):
            spelled["steps"] = _each(step["steps"], at(path, "steps"), self._step)
        name = step.get("name")
        if isinstance(name, str) and "exerciseId" not in step and (found := self.library.find(name)):
            spelled |= {"exerciseId": found.exercise_id, "exerciseVariantId": found.exercise_variant_id}
        return spelled

    def _exercise(self, exercise: Plain, path: str, section_type: object) -> Plain:
        spelled = self._weeks(self._named(exercise, path), path)
        known = self.library.variant(str(spelled.get("exerciseVariantId")))
        if "type" not in spelled and known:
            own = _EXERCISE_TYPE.get(known.kind, known.kind)
            spelled["type"] = "tabata" if section_type == "tabata" else own
        if "loadPer" not in exercise and _by_hand(exercise.get("sets")):
            spelled["loadPer"] = "hand"
        if "sets" in exercise:
            spelled["sets"] = self._sets(exercise["sets"], at(path, "sets"))
        progression = exercise.get("progression")
        if isinstance(progression, dict) and progression.get("appliesTo") in ("load", "trainingMax"):
            unit = {"incrementUnit": self.weight_unit} if "increment" in progression else {}
            spelled["progression"] = unit | progression
        return spelled

    def _named(self, exercise: Plain, path: str) -> Plain:
        """Fill in ids from the name, or the name from the ids; ids that are given are respected."""
        variant, name = exercise.get("exerciseVariantId"), exercise.get("name")
        if "exerciseVariantId" in exercise:
            known = self.library.variant(str(variant))
            spelled = {"name": known.name if known else variant, **exercise}
            return {"exerciseId": known.exercise_id, **spelled} if known else spelled
        if not isinstance(name, str):
            return exercise
        found = self.library.find(name) or spoken.alternative(self.library, name)
        if found is None:
            near = self.library.nearest(name)
            remedy = f"Write {' or '.join(near)}" if near else f"Look for it with {Do('exercise list')}"
            message = Phrase(
                "exercise-near" if near else "exercise-unknown",
                "names the exercise {name}, which the library does not have",
                name=repr(name[:80]),
                near=", ".join(near),
            )
            self.faults.append(Fault(at(path, "name"), message, f"{remedy}, or add the exercise first."))
            # Nothing is kept of a file with faults; the stand-in lets what else is wrong be found.
            return {"exerciseId": "unknown", "exerciseVariantId": "unknown", "type": "strength", **exercise}
        ids = {"exerciseId": found.exercise_id, "exerciseVariantId": found.exercise_variant_id}
        return ids | exercise

    def _sets(self, sets: object, path: str) -> object:
        if isinstance(sets, str):
            return self._notation(sets, path)
        if isinstance(sets, dict):
            return self._by_weeks(sets, path, self._sets, ("sets", "Write sets like 3x5 @ RPE 8 there."))
        return _each(sets, path, self._set) if isinstance(sets, list) else sets

    def _run(self, steps: object, path: str) -> object:
        """Spell out the steps of a run in their notation, or a map of it by weeks."""
        if isinstance(steps, dict):
            return self._by_weeks(steps, path, self._run, ("steps", "Write steps like 6x800 m rest 400 m jog there."))
        if not isinstance(steps, str):
            return _each(steps, path, self._step) if isinstance(steps, list) else steps
        try:
            parsed = parse_run(steps)
        except Refusal as no:
            self.faults.append(Fault(path, no.told or no.sentence, no.remedy))
            return []
        return [_without_ids(msgspec.to_builtins(each)) for each in parsed]

    def _by_weeks(
        self, lines: Plain, path: str, spell: Callable[[object, str], object], lack: tuple[str, str]
    ) -> list[Any]:
        return [each for weeks, inner in lines.items() for each in self._of_weeks(str(weeks), inner, path, spell, lack)]

    def _of_weeks(
        self, weeks: str, lines: object, path: str, spell: Callable[[object, str], object], lack: tuple[str, str]
    ) -> list[Any]:
        """Spell out one entry of a map by weeks: `"1,5,9": "3x5"`."""
        where = at(path, f'"{weeks}"')
        if not _WEEKS.fullmatch(weeks):
            self.faults.append(
                Fault(where, Phrase("weeks-form", "is no list of weeks"), 'Write weeks like "1,5,9" or "1-4".')
            )
            return []
        numbers = _weeks_of(weeks)
        spelled = spell(lines, where)
        if not isinstance(spelled, list) or isinstance(lines, dict):
            self.faults.append(Fault(where, Phrase("holds-no", "holds no {what}", what=lack[0]), lack[1]))
            return []
        return [{"weeks": numbers, **each} if isinstance(each, dict) else each for each in spelled]

    def _notation(self, text: str, path: str) -> list[Any]:
        try:
            parsed = parse(text)
        except Refusal as no:
            self.faults.append(Fault(path, no.told or no.sentence, no.remedy))
            return []
        # The numbers stay away too: they count within each week, which the text knows nothing of.
        plain = [msgspec.to_builtins(each) for each in parsed]
        return [self._weighed({k: v for k, v in each.items() if k not in {"_id", "setNumber"}}) for each in plain]

    def _set(self, line: Plain, path: str) -> Plain:
        spelled = self._weeks(self._seconds(self._metres(line, path), path, ("duration", "holdTime")), path)
        rep_type = _rep_type(line)
        if rep_type is None and "repType" not in line:
            remedy = "Write `reps: 5`, `repsMin` and `repsMax`, `duration`, `distance`, `calories`, or `repType: max`."
            self.faults.append(Fault(path, Phrase("how-much", "does not say how much"), remedy))
        known = {"setType": "working"} | ({"repType": rep_type} if rep_type else {})
        return self._weighed({**known, **spelled})

    def _weighed(self, line: Plain) -> Plain:
        """Write the user's own unit out; weight 0 alone means the body and needs none."""
        if "weightUnit" in line or not (line.get("weight") or line.get("weightMax")):
            return line
        return {**line, "weightUnit": self.weight_unit}

    def _targets(self, line: Plain, path: str) -> Plain:
        if "targets" not in line:
            return dict(line)
        return {**line, "targets": spoken.targets(line["targets"], at(path, "targets"), self.faults)}

    def _metres(self, line: Plain, path: str) -> Plain:
        return self._read(line, path, _DISTANCES, parse_distance)

    def _seconds(self, line: Plain, path: str, names: tuple[str, ...]) -> Plain:
        return self._read(line, path, names, parse_duration)

    def _read(self, line: Plain, path: str, names: tuple[str, ...], reader: Callable[[str], Any]) -> Plain:
        spelled = dict(line)
        for name in names:
            if isinstance(line.get(name), str):
                try:
                    spelled[name] = reader(line[name])
                except Refusal as no:
                    self.faults.append(Fault(at(path, name), no.told or no.sentence, no.remedy))
        return spelled


def _by_hand(sets: object) -> bool:
    """Tell whether loads are said as two dumbbells', `2x24 kg`."""
    if isinstance(sets, dict):
        return any(map(_by_hand, sets.values()))
    return isinstance(sets, str) and _TWO_HANDS.search(sets) is not None


def _without_ids(part: Plain) -> Plain:
    """Leave the ids of a notation's lines out: whoever publishes gives them."""
    own = {name: value for name, value in part.items() if name != "_id"}
    return own | ({"steps": [_without_ids(each) for each in own["steps"]]} if "steps" in own else {})


def _each(lines: object, path: str, spell: Callable[[Plain, str], Plain]) -> list[Any]:
    if not isinstance(lines, list):
        return []
    return [spell(line, at(path, index)) if isinstance(line, dict) else line for index, line in enumerate(lines)]


def _weeks_of(text: str) -> list[int]:
    return sorted({week for part in text.split(",") for week in _span(part)})


def _span(part: str) -> range:
    first, _, last = part.partition("-")
    return range(int(first), int(last or first) + 1)


def _rep_type(line: Plain) -> str | None:
    """Tell the repType that a set without one must mean."""
    if "reps" in line or "miniSets" in line:
        return "fixed"
    if "repsMin" in line and "repsMax" in line:
        return "range"
    measures = {"duration": "time", "holdTime": "time", "distance": "distance", "calories": "calories"}
    return next((kind for name, kind in measures.items() if name in line), None)
