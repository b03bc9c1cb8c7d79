"""A block of options is one parameter of a command, and several options of its command line."""

from dataclasses import dataclass
from inspect import signature
from typing import Annotated

import typer
from typer.testing import CliRunner

from mesocycle.cli.frame.blocks import with_blocks


@dataclass(frozen=True, kw_only=True)
class Size:
    """Two options."""

    wide: Annotated[int, typer.Option("--wide")] = 1
    high: Annotated[int, typer.Option("--high")] = 2


@with_blocks
def draw(*, name: Annotated[str, typer.Option("--name")] = "box", size: Size, dark: bool = False) -> None:
    """Say what is drawn."""
    typer.echo(f"{name} {size.wide}x{size.high} {dark}")


def drawn(*said: str) -> str:
    app = typer.Typer()
    app.command()(draw)
    return CliRunner().invoke(app, said).stdout


def test_the_options_of_a_block_stand_where_its_parameter_stands() -> None:
    assert list(signature(draw).parameters) == ["name", "wide", "high", "dark"]


def test_a_command_gets_its_block_with_what_was_said() -> None:
    assert drawn("--high", "5", "--name", "door") == "door 1x5 False\n"


def test_a_block_nothing_was_said_of_has_its_defaults() -> None:
    assert drawn() == "box 1x2 False\n"
