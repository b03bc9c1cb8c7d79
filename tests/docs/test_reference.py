"""The pages that the program writes say what the program does."""

import pytest

from tests.docs.reference import FOLDER, pages


@pytest.mark.parametrize("name", ["command-line.md", "moves.md", "refusals.md", "settings.md"])
def test_a_reference_page_is_what_the_program_writes_today(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], "run: make docs"
