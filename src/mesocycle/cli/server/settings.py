"""`mesocycle settings`: what is set, from where, and what each setting means."""

from typing import TYPE_CHECKING

import msgspec
import typer

from mesocycle.cli.frame.answers import table
from mesocycle.cli.frame.context import run_of

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType


class ShownSetting(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One setting as it is in force; secrets are hidden."""

    name: str
    variable: str
    value: str
    origin: str
    default: str
    meaning: str


def settings(ctx: typer.Context) -> None:
    """Show every setting: its value, where that comes from, its default and its meaning."""
    from mesocycle import settings as known
    from mesocycle.settings import forms, sources

    run = run_of(ctx)
    named = run.db_url != run.settings.database_url
    in_force = msgspec.structs.replace(run.settings, database_url=run.db_url)
    shown = [
        ShownSetting(
            name=name,
            variable=known.variable(name),
            value=forms.in_force(in_force, name),
            origin="--db" if named and name == "database_url" else run.loaded.origins[name],
            default=forms.default_of(name),
            meaning=forms.meaning_of(name),
        )
        for name in known.FIELDS
    ]
    run.answer(shown, _table)
    if run.loaded.origins == dict.fromkeys(known.FIELDS, sources.DEFAULT):
        run.answers.tell(f"A file of settings would be read from {known.config_file()}, or say --config FILE.")


def _table(shown: list[ShownSetting]) -> "RenderableType":
    rows = [(each.name, each.value, each.origin, each.default, each.meaning) for each in shown]
    return table(("setting", "value", "from", "default", "meaning"), rows, none="")
