"""Every command that any page names is there with its options, also on pages whose commands no test can play."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from mesocycle.api.description.nouns import ROUTES
from mesocycle.cli.main import app
from tests.docs.console import ROOT

PAGES = [
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if path.parent.name != "decisions"
]
_SHOWN = re.compile(r"^(?:    |\$ )(?:[A-Z_]+=\S+ )*(mesocycle .*)$|`(mesocycle [^`]*)`", re.MULTILINE)
_WHOLE: Any = typer.main.get_command(app())


def _commands(page: str) -> Iterator[list[str]]:
    for found in _SHOWN.finditer((ROOT / page).read_text(encoding="utf-8")):
        text = (found[1] or found[2]).partition(" # ")[0].rstrip("…\\ ")
        try:
            yield shlex.split(text, comments=True)[1:]
        except ValueError:  # cut off by the page
            yield text.split()[1:]


def _unknown(words: list[str]) -> str | None:
    """Give the word of a command line that the program does not know."""
    command, known = _WHOLE, {option for each in _WHOLE.params for option in each.opts}
    rest = iter(words)
    for word in rest:
        if word in {">", "|", "&", "&&", "<<"}:
            return None
        if word.startswith("-") and not re.fullmatch(r"-\d+d?|-", word):
            option = word.partition("=")[0]
            if option not in known | {"--help", "--json", "--as", "--install-completion", "--show-completion"}:
                return word
        elif isinstance(getattr(command, "commands", None), dict):
            if re.fullmatch(r"[A-Z.…]+|[^\w-].*", word):  # NOUN, or an ellipsis
                return None
            if (
                (command is _WHOLE and word.startswith(("sqlite:", "postgresql:")))
                or "@" in word
                or word.endswith(".toml")
            ):
                continue
            if word not in command.commands:
                return word
            command = command.commands[word]
            known |= {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    return None


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_is_there_with_its_options(page: str) -> None:
    assert {" ".join(words): unknown for words in _commands(page) if (unknown := _unknown(words))} == {}


def test_a_command_that_is_not_there_is_seen() -> None:
    assert [
        _unknown(line.split()) for line in ("routine paint x", "session list --red", "--db sqlite:///a user ad")
    ] == [
        "paint",
        "--red",
        "ad",
    ]
    assert sum(1 for page in PAGES for _ in _commands(page)) > 250


def _below(noun: str) -> set[str]:
    return set(_WHOLE.commands[noun].commands)


def _table(page: str) -> str:
    text = (ROOT / page).read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if line.startswith("|"))


def test_the_page_of_reports_tells_of_each_and_of_no_other() -> None:
    told = re.findall(r"^\| `([\w-]+)", _table("docs/reference/reports.md"), re.MULTILINE)

    assert set(told) == _below("report")
    assert len(told) == len(set(told))


def test_the_page_of_reports_names_the_address_at_which_they_are() -> None:
    page = (ROOT / "docs/reference/reports.md").read_text(encoding="utf-8")
    (address,) = re.findall(r"`/api/v1(/[\w-]+)`", page)

    assert any(route.path.startswith(f"{address}/") for route in ROUTES)


def test_the_page_of_formats_tells_of_every_way_in_and_out() -> None:
    told = re.findall(r"`([\w -]+)`", _table("docs/reference/formats.md"))
    ways_in = {each.removeprefix("import ") for each in told if each.startswith("import ")} | set(told)
    ways_out = {each.removeprefix("export ") for each in told if each.startswith("export ")}

    assert _below("import") - {"list", "undo", "match", "unmatch", "again"} <= ways_in
    assert _below("export") <= ways_out


@pytest.mark.parametrize("section", ["How to", "Look up"])
def test_the_readme_lists_every_page(section: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    folder = {"How to": "how-to", "Look up": "reference"}[section]

    pages = {path.name for path in (ROOT / "docs" / folder).glob("*.md")}

    assert pages - set(re.findall(rf"\(docs/{folder}/([\w-]+\.md)\)", readme)) == set()
