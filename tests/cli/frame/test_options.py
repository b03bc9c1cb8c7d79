"""Options that several commands have."""

from collections import defaultdict
from collections.abc import Iterator

import click
import typer

from mesocycle.cli.main import app


def _commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from _commands(each)


def test_an_option_that_names_a_person_a_day_or_a_rehearsal_reads_the_same_on_every_command() -> None:
    said: dict[str, set[str | None]] = defaultdict(set)
    for command in _commands(typer.main.get_command(app)):
        for option in command.params:
            if isinstance(option, click.Option):
                said[option.opts[0]].add(option.help)

    shared = ("--user", "--yes", "--start-date", "--start-week", "--start-day", "--race-date", "--cycles")
    assert {name: len(said[name]) for name in shared} == dict.fromkeys(shared, 1)
