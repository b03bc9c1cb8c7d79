"""What an import asks a person: units that a file does not say, and what names of exercises mean."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.refusals import CommandNotUnderstood, printable
from mesocycle.domain.imports.names import ExerciseMatch, How
from mesocycle.domain.imports.result import ImportResult
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do

if TYPE_CHECKING:  # the readers are slow to load, and help needs none
    from mesocycle.formats.text.cells import SaidUnits

_MARKS = {"point": ".", "comma": ",", ".": ".", ",": ","}


def units_option(units: Sequence[str] | None, decimal: str | None) -> "SaidUnits":
    """Read --unit and --decimal, or refuse what is neither a unit nor a mark, and two units of one kind."""
    from mesocycle.formats.text.cells import SaidUnits

    said: dict[str, str] = {}
    for unit in units or ():
        kind = {"kg": "weight", "lb": "weight", "km": "distance", "mi": "distance", "m": "distance"}.get(unit)
        if kind is None:
            raise CommandNotUnderstood(f"{unit[:20]!r} is no unit.", "Say --unit kg or lb, and --unit km, mi or m.")
        if said.get(kind, unit) != unit:
            raise CommandNotUnderstood(f"--unit says both {said[kind]} and {unit}.", "Say one of the two.")
        said[kind] = unit
    if decimal is not None:
        if decimal not in _MARKS:
            raise CommandNotUnderstood(f"{decimal[:20]!r} is no mark.", "Say --decimal point or --decimal comma.")
        said["mark"] = _MARKS[decimal]
    return msgspec.convert(said, SaidUnits)


def stated_choices(run: Run, athlete: User, stated: Sequence[str] | None) -> dict[str, str]:
    """Read --match NAME=EXERCISE: variant ids by name; refuses an exercise that the library does not have."""
    if not stated:
        return {}
    from mesocycle.actions.plans.library import find_exercises

    library = find_exercises(run.db, athlete.id)
    choices = {}
    for each in stated:
        name, equals, meant = each.rpartition("=")
        if not equals or not name.strip() or not meant.strip():
            raise CommandNotUnderstood(f"{each[:80]!r} says not what means what.", "Write --match 'NAME=EXERCISE'.")
        found = library.find(meant) or library.variant(meant.strip())
        if found is None:
            near = " or ".join(library.nearest(meant))
            remedy = f"Write {near}." if near else f"Look for it with {Do('exercise list')}."
            raise NotFound(f"The library has no exercise {meant.strip()[:80]!r}.", remedy)
        choices[name.strip()] = found.exercise_variant_id
    return choices


def asks(run: Run) -> bool:
    """Tell whether somebody is there to be asked."""
    return not run.answers.as_json and sys.stdin.isatty() and sys.stderr.isatty()


def missing_unit(looked: ImportResult, units: "SaidUnits") -> "SaidUnits | None":
    """Ask for a unit that was missing, and give the units with it; None where none was."""
    from mesocycle.formats.text.cells import NO_DISTANCE_UNIT, NO_WEIGHT_UNIT

    reasons = {item.reason for item in looked.items}
    if NO_WEIGHT_UNIT[0] in reasons:
        answer = _answer("The file does not say its unit of weight: kg or lb?", ("kg", "lb"))
        return msgspec.structs.replace(units, weight=answer)
    if NO_DISTANCE_UNIT[0] in reasons:
        answer = _answer("The file does not say its unit of distance: km, mi or m?", ("km", "mi", "m"))
        return msgspec.structs.replace(units, distance=answer)
    return None


def ask_about_names(matches: Sequence[ExerciseMatch]) -> dict[str, str]:
    """Ask of every likely match whether it is one; what is not becomes an exercise of the person's own."""
    choices = {}
    for match in matches:
        if match.how is not How.SUGGESTED:
            continue
        offered = ", ".join(f"{number} {each.name}" for number, each in enumerate(match.suggestions, 1))
        numbers = tuple(str(number) for number in range(1, len(match.suggestions) + 1))
        answer = _answer(f"{match.name}: is it {offered}, or your own (0)?", ("0", *numbers))
        if answer != "0":
            choices[match.name] = match.suggestions[int(answer) - 1].exercise_variant_id
    return choices


def _answer(question: str, accepted: Sequence[str]) -> str:
    while True:
        sys.stderr.write(printable(f"{question} "))
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt  # whoever answered has gone away: as with Ctrl-C, nothing was changed
        if line.strip().casefold() in accepted:
            return line.strip().casefold()
