"""`mesocycle reference`: what an athlete's percentages and zones are measured against."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import card, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.finding import named_exercise
from mesocycle.cli.frame.moments import said_day
from mesocycle.cli.frame.nouns import noun

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.reference.value import ReferenceValue

app = noun()


@app.command("set")
def set_value(
    ctx: typer.Context,
    *,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="oneRepMax (1RM), trainingMax (TM), bodyweight, thresholdPace, …")
    ],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="140kg, 4:05/km, 172; zones by their upper limits: 120,140,155,170")
    ],
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            metavar="NAME",
            help="Of which exercise (1RM and training max).",
            autocompletion=completing.exercises,
        ),
    ] = None,
    distance: Annotated[str | None, typer.Option("--distance", help="Of a race pace: 10 km, 5 mi.")] = None,
    valid_from: Annotated[
        str | None, typer.Option("--valid-from", metavar="DATE", help="The day it holds from; default: today.")
    ] = None,
    source: Annotated[
        Literal["tested", "estimated", "entered"], typer.Option("--source", help="How it came about.")
    ] = "entered",
    notes: Annotated[str | None, typer.Option("--notes", help="Anything to remember about it.")] = None,
    user: options.User = None,
) -> None:
    """Add a value; earlier ones stay, and this one is in force from its day on."""
    from mesocycle.actions.reference.set_reference_value import set_reference_value
    from mesocycle.domain.quantity import parse_distance
    from mesocycle.domain.reference.typed import parse_kind, parse_measure
    from mesocycle.domain.reference.value import NewReferenceValue

    run = run_of(ctx)
    athlete = run.user(user)
    known = parse_kind(kind)
    measure = parse_measure(known, value, athlete.units)
    of = None if exercise is None else named_exercise(run, exercise)
    new = NewReferenceValue(
        kind=known,
        exercise_id=None if of is None else of.exercise_id,
        exercise_variant_id=None if of is None else of.exercise_variant_id,
        distance=None if distance is None else parse_distance(distance),
        value=measure.value,
        bounds=measure.bounds,
        unit=measure.unit,
        valid_from=said_day(valid_from, athlete, run.now, back=True),
        source=source,
        notes=notes,
    )
    run.answer(set_reference_value(run.db, athlete.id, new, run.act), lambda stored: _card(run, stored))


@app.command("list")
def list_values(ctx: typer.Context, user: options.User = None) -> None:
    """List an athlete's values in the order they were added."""
    from mesocycle.domain.permission import Deed
    from mesocycle.storage.people import coachings
    from mesocycle.storage.plans import reference_values

    run = run_of(ctx)
    athlete = run.user(user)
    with run.read() as read:
        coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        values = reference_values.of_user(read, athlete.id)
    run.answer(values, lambda shown: _table(run, shown))


def _names(run: Run) -> dict[str, str]:
    from mesocycle.actions.plans.library import find_exercises

    library = find_exercises(run.db, run.acting.id).all()
    return {each.exercise_id: each.name for each in library} | {each.exercise_variant_id: each.name for each in library}


def _measured(value: "ReferenceValue") -> str:
    numbers = [value.value] if value.bounds is None else value.bounds
    if value.unit in {"s/km", "s/mile"}:
        paces = ", ".join(f"{int(each or 0) // 60}:{int(each or 0) % 60:02d}" for each in numbers)
        return f"{paces} {value.unit.removeprefix('s')}"
    return f"{', '.join(str(each) for each in numbers)} {value.unit}"


def _card(run: Run, value: "ReferenceValue") -> "RenderableType":
    of = value.exercise_variant_id or value.exercise_id
    return card(
        [
            ("_id", value.id),
            ("kind", value.kind),
            ("exercise", of and _names(run).get(of, of)),
            ("distance", value.distance and f"{value.distance} m"),
            ("value", _measured(value)),
            ("valid from", value.valid_from),
            ("source", value.source),
            ("notes", value.notes),
        ]
    )


def _table(run: Run, values: "list[ReferenceValue]") -> "RenderableType":
    names = _names(run) if any(value.exercise_id for value in values) else {}
    rows = []
    for value in values:
        of = value.exercise_variant_id or value.exercise_id
        rows.append(
            (value.kind, of and names.get(of, of), _measured(value), value.valid_from, value.source, value.notes)
        )
    none = "There are no reference values. Add one: mesocycle reference set bodyweight 80kg"
    return table(("kind", "exercise", "value", "valid from", "source", "notes"), rows, none=none)
