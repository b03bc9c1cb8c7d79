"""The house keeps its laws: a mirror of tests, small folders and files, one meaning a name, one hop to every answer."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.docs import house

ROOT = Path(__file__).parents[1]
SOURCE, TESTS = ROOT / "src/mesocycle", ROOT / "tests"
MOST_FILES = 21
MOST_LINES = 400
GROWN = SOURCE / "storage/migrations/versions"
"""What a migration did stays as it was, however long it is, and one is added for each change."""


@cache
def _modules() -> tuple[Path, ...]:
    """Give every module that says something; folders and migrations are none."""
    return tuple(
        path
        for path in sorted(SOURCE.rglob("*.py"))
        if path.name != "__init__.py" and "migrations" not in path.relative_to(SOURCE).parts
    )


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _dotted(path: Path) -> str:
    return ".".join(("mesocycle", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def test_every_module_has_its_test_in_the_mirror() -> None:
    missing = []
    for module in _modules():
        place = module.relative_to(SOURCE)
        own = TESTS / place.parent / f"test_{place.name}"
        of_folder = TESTS / place.parent.parent / f"test_{place.parent.name}.py"
        if not own.exists() and not (place.parent != Path() and of_folder.exists()):
            missing.append(f"{place} has neither {own.relative_to(ROOT)} nor {of_folder.relative_to(ROOT)}")

    assert missing == []


@pytest.mark.parametrize("where", [SOURCE, TESTS])
def test_a_folder_holds_so_many_files_that_they_are_seen_at_once(where: Path) -> None:
    many = {}
    for folder in (where, *(path for path in where.rglob("*") if path.is_dir())):
        files = [path.name for path in folder.glob("*.py") if path.name not in {"__init__.py", "conftest.py"}]
        if len(files) > MOST_FILES and folder != GROWN:
            many[str(folder.relative_to(ROOT))] = len(files)

    assert many == {}


def test_a_file_is_read_in_one_sitting() -> None:
    files = (path for where in (SOURCE, TESTS, ROOT / "benchmarks") for path in where.rglob("*.py"))
    lines = {
        str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in files if GROWN not in path.parents
    }

    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def _said_at_the_top(path: Path) -> Iterator[str]:
    for node in _tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def _imported(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from ((node.module, each.name) for each in node.names)


def test_a_public_name_that_others_import_means_one_thing_in_the_whole_house() -> None:
    """A command is called like the deed that it carries out, and a table like the noun that it holds."""
    called_alike = ("mesocycle.cli.", "mesocycle.storage.tables.")
    homes: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for module in SOURCE.rglob("*.py"):
        for name in _said_at_the_top(module):
            if not name.startswith("_") and not _dotted(module).startswith(called_alike):
                homes[name].add(_dotted(module))
        for home, name in _imported(module):
            named[name].add(home)

    twice = {name: sorted(homes[name] & named[name]) for name in homes}
    assert {name: where for name, where in twice.items() if len(where) > 1} == {}


FLOORS_OF_DEEDS = ("actions", "reports", "transfer", "offline")
OPENERS = {"db", "read", "write"}
WHO = {"act", "actor"}


def _out_of_order(function: ast.FunctionDef) -> bool:
    """Tell whether a deed or report names its parameters in another order than: where, whose, what, by whom."""
    told = [each.arg for each in function.args.args]
    if not told or told[0] not in OPENERS:
        return False
    whose = [told.index("user_id")] if "user_id" in told else []
    by_whom = [place for place, name in enumerate(told) if name in WHO]
    return whose not in ([], [1]) or by_whom not in ([], [len(told) - 1])


def test_actions_and_reports_are_told_in_one_order() -> None:
    odd = [
        f"{path.relative_to(SOURCE)}: {node.name}"
        for floor in FLOORS_OF_DEEDS
        for path in sorted((SOURCE / floor).rglob("*.py"))
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef) and _out_of_order(node)
    ]

    assert odd == []


def test_a_folder_without_a_second_file_is_a_file() -> None:
    lonely = [
        str(folder.relative_to(ROOT))
        for folder in SOURCE.rglob("*")
        if folder.is_dir() and folder.name != "__pycache__"
        if len([path for path in folder.iterdir() if path.name not in {"__init__.py", "__pycache__"}]) < 2
    ]

    assert lonely == []


ANSWERS = re.findall(
    r"^\| \*(?P<question>[^|]+\?)\* \| `(?P<file>[\w/]+\.py)`: `(?P<name>\w+)` \|$",
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_a_newcomers_ten_questions_have_their_answers_in_the_table() -> None:
    assert len(ANSWERS) == 10


@pytest.mark.parametrize(("question", "file", "name"), ANSWERS)
def test_the_answer_to_a_newcomers_question_is_one_hop_away(question: str, file: str, name: str) -> None:
    body = _tree(SOURCE / file).body
    defined = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    said = {
        target.id
        for node in body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }

    assert name in defined | said, question


def test_the_drawing_of_the_house_is_the_one_that_its_imports_give() -> None:
    page = house.PAGE.read_text(encoding="utf-8")

    assert house.drawn_into(page) == page, "run: make docs"


def test_every_raise_makes_its_own_exception() -> None:
    """One that stands in a module is raised by all threads, and holds the frames of each raise for ever."""
    kept = [
        f"{_dotted(path)}.{name}"
        for path in _modules()
        for name, value in vars(import_module(_dotted(path))).items()
        if isinstance(value, BaseException)
    ]

    assert kept == []
