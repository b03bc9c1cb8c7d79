"""Draw the house into CONTRIBUTING.md: its floors, the rooms on each, and who imports whom. `make docs` runs this."""

import ast
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "CONTRIBUTING.md"
SOURCE = ROOT / "src/mesocycle"
BEGIN, END = "<!-- the house, drawn by `python -m tests.docs.house` -->\n", "<!-- the end of the drawing -->\n"

Arrows = Mapping[str, set[str]]
"""By floor, the floors that it imports from."""


def floors() -> list[list[str]]:
    """Give the floors as import-linter holds them, from above; those beside each other stand in one list."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(each["layers"] for each in contracts if each.get("containers") == ["mesocycle"])
    rows = [[name.strip(" ()") for name in layer.split("|")] for layer in layers]
    return [there for row in rows if (there := [name for name in row if (SOURCE / name).is_dir()])]


def arrows(names: list[str]) -> Arrows:
    """Read from the code which floor imports from which."""
    found: dict[str, set[str]] = {name: set() for name in names}
    for name in names:
        for path in (SOURCE / name).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for module in _imported(node):
                    parts = module.split(".")
                    if len(parts) > 1 and parts[0] == "mesocycle" and parts[1] in found and parts[1] != name:
                        found[name].add(parts[1])
    return found


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if not isinstance(node, ast.ImportFrom) or node.module is None:
        return []
    return [node.module, *(f"{node.module}.{each.name}" for each in node.names)]


def reduced(every: Arrows) -> Arrows:
    """Leave out each arrow that a longer way goes as well: the picture says who stands on whom."""

    def below(name: str) -> set[str]:
        return every[name].union(*(below(each) for each in every[name]))

    return {name: {to for to in tos if not any(to in below(other) for other in tos)} for name, tos in every.items()}


def rooms(floor: str) -> list[str]:
    """Name the folders of a floor, and how many files stand beside them."""
    return sorted(path.name for path in (SOURCE / floor).iterdir() if path.is_dir() and any(path.glob("*.py")))


def drawing() -> str:
    """Draw it in Mermaid, from above to below."""
    levels = floors()
    names = [name for level in levels for name in level]
    every = arrows(names)
    lines = ["```mermaid", "flowchart TD"]
    for level in levels:
        for name in level:
            inside = ", ".join(rooms(name))
            label = f"<b>{name}</b><br/>{inside}" if inside else f"<b>{name}</b>"
            lines.append(f'    {name}["{label}"]')
    standing = reduced(every)
    lines += [f"    {name} --> {to}" for name in names for to in names if to in standing[name]]
    count = sum(len(tos) for tos in every.values())
    told = (
        f"{len(names)} rooms, {count} arrows between them, none back up; drawn are those that no longer way goes too."
    )
    return "\n".join([*lines, "```", "", told, ""])


def drawn_into(page: str) -> str:
    """Give the page with the drawing as it is now."""
    return re.sub(
        rf"(?<={re.escape(BEGIN)}).*?(?={re.escape(END)})", lambda _: drawing(), page, count=1, flags=re.DOTALL
    )


if __name__ == "__main__":
    PAGE.write_text(drawn_into(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
