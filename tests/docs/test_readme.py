"""The sessions shown in the README and in docs/ are real: each is played again and must answer the same."""

from contextlib import closing
from pathlib import Path

import pytest

from mesocycle.cli.frame.context import Run
from tests.docs.console import ROOT, Replay, clock, pages, read

PAGES = [path.relative_to(ROOT).as_posix() for path in pages()]


@pytest.mark.parametrize("page", PAGES)
def test_every_session_on_a_page_answers_as_the_page_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Run, "now", clock())
    monkeypatch.chdir(tmp_path)

    with closing(Replay(tmp_path, monkeypatch.setenv)) as replay:
        for said in read((ROOT / page).read_text(encoding="utf-8")):
            replay.play(said)


def test_the_readme_is_among_the_pages_that_are_played() -> None:
    assert "README.md" in PAGES
