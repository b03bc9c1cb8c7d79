"""Draw docs/pictures/demo.svg: what `mesocycle demo` prints, as a terminal shows it. `make docs` runs this."""

import io
import re
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from mesocycle.cli.demo.demo import SEED
from mesocycle.cli.demo.view import demo_view
from mesocycle.demo.demo import make_demo
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema.upgrade import upgrade

PICTURE = Path(__file__).parents[2] / "docs/pictures/demo.svg"
NOW = "2026-11-24T19:10:00.000Z"
COLUMNS = 100
_FETCHED_FONT = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)


def draw() -> str:
    """Give the picture; it names no font that would have to be fetched."""
    sys.argv[0] = "mesocycle"
    console = Console(
        file=io.StringIO(), record=True, width=COLUMNS, force_terminal=True, markup=False, emoji=False, highlight=False
    )
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/demo.sqlite"
        upgrade(url)
        db = Database.open(url)
        try:
            console.print("$ mesocycle demo", style="bold")
            console.print(demo_view(db, make_demo(db, NOW, SEED), "sqlite:///mesocycle-demo.sqlite"))
        finally:
            db.close()
    return console.export_svg(title="mesocycle demo", code_format=_FETCHED_FONT.sub("", CONSOLE_SVG_FORMAT))


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(draw(), encoding="utf-8")
