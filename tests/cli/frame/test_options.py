"""Options that several commands have."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import typer

from mesocycle.cli.main import app


def _options(command: Any) -> Iterator[Any]:  # noqa: ANN401  # Typer brings a Click of its own, without types
    yield from (each for each in command.params if each.param_type_name == "option")
    for each in getattr(command, "commands", {}).values():
        yield from _options(each)


def test_an_option_that_says_how_an_assignment_begins_or_that_nobody_is_asked_reads_the_same_on_every_command() -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for option in _options(typer.main.get_command(app())):
        said[option.opts[0]].add(option.help)

    shared = ("--yes", "--start-date", "--start-week", "--start-day", "--race-date", "--cycles")
    assert {name: len(said[name]) for name in shared} == dict.fromkeys(shared, 1)
