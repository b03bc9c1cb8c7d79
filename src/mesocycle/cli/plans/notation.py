"""`mesocycle routine preview`: sets or a run as they are typed, before they stand in a file."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import lines
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.finding import named_exercise

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.reference.preview import NotationPreview


def preview(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Sets, like 3x5 @ 85%; or with --run a run's steps.")],
    *,
    run: Annotated[bool, typer.Option("--run", help="The text is a run: 6x800 m @ 4:00/km rest 400 m jog.")] = False,
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            metavar="NAME",
            help="Of which exercise percentages of a 1RM or a training max are.",
            autocompletion=completing.exercises,
        ),
    ] = None,
    user: options.User = None,
) -> None:
    """Read sets or a run as they are typed, and say what they mean with an athlete's values; nothing is kept."""
    from mesocycle.domain.reference.preview import NotationText
    from mesocycle.reports.preview_notation import preview_notation

    asked = run_of(ctx)
    variant = None if exercise is None else named_exercise(asked, exercise).exercise_variant_id
    given = NotationText(kind="run" if run else "sets", text=text, exercise_variant_id=variant)
    asked.answer(preview_notation(asked.db, asked.user(user).id, given, asked.act), _view)


def _view(shown: "NotationPreview") -> "RenderableType":
    told = [shown.notation]
    if any(line.resolved != line.notation for line in shown.lines):
        told += ["", *(f"  {line.resolved}" for line in shown.lines)]
    told += [f"missing: {each.kind}" for each in shown.missing]
    return lines(told)
