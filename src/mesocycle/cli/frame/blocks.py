"""Blocks of options: what several commands ask alike is written once, and each of them has it as one parameter."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import wraps
from inspect import Parameter, signature
from typing import Any, get_type_hints


def with_blocks(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a dataclass in the place of each parameter that is one."""
    hints = get_type_hints(command, include_extras=True)
    asked = signature(command)
    blocks = {name: hints[name] for name in asked.parameters if is_dataclass(hints[name])}

    @wraps(command)
    def run(**said: Any) -> None:  # noqa: ANN401  # whatever the command's options are
        made = {}
        for name, block in blocks.items():
            made[name] = block(**{each.name: said.pop(each.name) for each in fields(block)})
        command(**said, **made)

    parameters = [
        each
        for name, one in asked.parameters.items()
        for each in (_options(blocks[name]) if name in blocks else (one.replace(annotation=hints[name]),))
    ]
    # what Typer reads a command's options from
    run.__signature__ = asked.replace(parameters=parameters, return_annotation=None)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _options(block: Any) -> Iterator[Parameter]:  # noqa: ANN401  # a dataclass; mypy knows none as a type of its own
    hints = get_type_hints(block, include_extras=True)
    for each in fields(block):
        yield Parameter(each.name, Parameter.KEYWORD_ONLY, default=each.default, annotation=hints[each.name])
