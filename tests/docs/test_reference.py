"""The pages that the program writes say what the program does."""

import pytest

from mesocycle.domain.session.status import MOVES
from tests.docs.reference import FOLDER, moves_as_mermaid, pages


@pytest.mark.parametrize("name", ["command-line.md", "moves.md", "refusals.md", "settings.md"])
def test_a_reference_page_is_what_the_program_writes_today(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], "run: make docs"


def test_the_diagram_of_moves_holds_every_allowed_move_once() -> None:
    arrows = [line.strip() for line in moves_as_mermaid().splitlines() if "-->" in line and "[*]" not in line]

    assert sorted(arrows) == sorted(
        f"{status.value.replace('-', '_')} --> {to.value.replace('-', '_')}: {by}"
        for status, moves in MOVES.items()
        for by, to in moves.items()
    )
