"""Only the faces speak of commands and requests: what is told below them is data, and each face words all of it."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import mesocycle
from mesocycle.api.frame.remedies import REQUESTS
from mesocycle.cli.frame.remedies import COMMANDS
from mesocycle.web.frame.remedies import PAGES

SOURCE = Path(mesocycle.__file__).parent
FACES: Mapping[str, Mapping[str, object]] = {"api": REQUESTS, "cli": COMMANDS, "web": PAGES}
"""Each face's table, by its folder."""
MAY_BE_FACES = ("api", "cli", "web")
BESIDE = ("client", "server")
"""Not below the faces: the one speaks HTTP, the other joins them."""
BELOW = sorted(
    each.name
    for each in SOURCE.iterdir()
    if each.is_dir() and each.name not in {*MAY_BE_FACES, *BESIDE} and not each.name.startswith("__")
)
NOUNS = "|".join(sorted({name.split()[0] for name in COMMANDS} | {"serve", "settings", "demo", "report", "sync"}))
SPOKEN = re.compile(
    r"`mesocycle "  # a command
    rf"|\bmesocycle (?:{NOUNS})\b"
    r"|(?<![\w-])--[a-z]"  # an option
    r"|[\s`]/api\b|/api/\S*\s"  # an address, told to people
    r"|\b(?:GET|POST|PUT|PATCH|DELETE) [/`]"  # a request
)


def _trees(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((SOURCE / folder).rglob("*.py")):
            yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def _told() -> Iterator[tuple[str, ast.expr]]:
    """Give what each `Do` in the code is called, and where."""
    for where, tree in _trees(*BELOW, *BESIDE, *FACES):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Do" and node.args:
                yield where, node.args[0]


def test_every_face_there_is_has_a_table() -> None:
    assert set(FACES) == {each for each in MAY_BE_FACES if (SOURCE / each).is_dir()}


@pytest.mark.parametrize("face", FACES)
def test_a_face_words_all_that_remedies_tell_people_to_do_and_nothing_else(face: str) -> None:
    written = {name.value for _, name in _told() if isinstance(name, ast.Constant)}

    assert set(FACES[face]) == written


def test_what_to_do_is_called_by_a_name_that_stands_in_the_code() -> None:
    unnamed = {
        where for where, name in _told() if not isinstance(name, ast.Constant) and where not in _READERS_OF_REMEDIES
    }

    assert not unnamed


_READERS_OF_REMEDIES = {"domain/remedy.py", "api/frame/remedies.py"}
"""They make a `Do` of a text; its name is looked up in a table and may be in none."""


def test_below_the_faces_no_text_names_a_command_an_option_a_method_or_an_address() -> None:
    found = [
        f"{where}:{node.lineno}: {node.value}"
        for where, tree in _trees(*BELOW)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SPOKEN.search(node.value)
    ]

    assert not found
