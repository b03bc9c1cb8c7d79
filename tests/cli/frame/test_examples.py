"""The examples at the end of a command's help are commands that it understands."""

import shlex
from typing import Any

import pytest
import typer

from mesocycle.cli.frame.examples import COMMAND_EXAMPLES
from mesocycle.cli.main import app

SHOWN = [(command, arguments) for command, shown in COMMAND_EXAMPLES.items() for arguments in shown]


@pytest.mark.parametrize(("command", "arguments"), SHOWN)
def test_an_example_of_the_help_is_understood_by_its_command(command: str, arguments: str) -> None:
    noun, verb = command.split()
    root: Any = typer.main.get_command(app())

    understood = root.commands[noun].commands[verb].make_context(verb, shlex.split(arguments))

    assert understood.command.epilog.count("\n  mesocycle ") == len(COMMAND_EXAMPLES[command])
