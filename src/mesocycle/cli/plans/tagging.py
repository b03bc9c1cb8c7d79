"""`mesocycle exercise tag`, `mesocycle routine tag`: one's own words on what one sees."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame.answers import lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from mesocycle.cli.frame.context import Run
    from mesocycle.domain.document import Id
    from mesocycle.domain.plan.keeping import Tagged, TagSubject

Add = Annotated[list[str] | None, typer.Option("--add", help="A word of yours to put on it; several times.")]
Remove = Annotated[list[str] | None, typer.Option("--remove", help="A word of yours to take off it; several times.")]


def tag_subject(
    run: "Run", kind: "TagSubject", subject_id: "Id", add: list[str] | None, remove: list[str] | None
) -> None:
    """Put words on something and take others off; with neither, show those that it has."""
    from mesocycle.actions.library.put_tags import put_tags
    from mesocycle.domain.plan.keeping import Tagged, Tags, has_tag
    from mesocycle.storage.plans import tags

    with run.read() as read:
        there = tags.on(read, run.acting.id, kind, subject_id)
    found = Tagged(kind=kind, subject_id=subject_id, tags=there)
    if add or remove:
        wanted = (*(each for each in there if not has_tag(remove or (), each)), *(add or ()))
        found = put_tags(run.db, kind, subject_id, Tags(tags=wanted), run.act)
    run.answer(found, _told)


def tagged(run: "Run", kind: "TagSubject", wanted: str | None) -> "set[Id] | None":
    """Give what a tag of the acting user is on; None where none is asked for."""
    from mesocycle.storage.plans import tags

    if wanted is None:
        return None
    with run.read() as read:
        return tags.tagged_with(read, run.acting.id, kind, wanted)


def _told(found: "Tagged") -> "RenderableType":
    return lines(list(found.tags) or ["It has no tags of yours."])
