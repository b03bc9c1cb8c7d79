"""The sessions shown in the README and in docs/ are real: each is played again and must answer the same.

Whoever follows a page does so on a day of their own; what is played is what they see, and nothing besides.
"""

from contextlib import closing
from pathlib import Path

import pytest

from mesocycle.cli.frame.context import Run
from tests.docs.console import ROOT, Elsewhere, Replay, clock, pages, read

PAGES = [path.relative_to(ROOT).as_posix() for path in pages()]
READERS = (
    Elsewhere("2026-06-03T06:10", "America/Los_Angeles"),  # a Wednesday
    Elsewhere("2026-03-28T12:30", "Pacific/Auckland"),  # a Saturday, the day before Europe's clocks go forward
    Elsewhere("2026-10-25T21:40", "Europe/London"),  # a Sunday, the day on which clocks go back
)


@pytest.mark.parametrize("page", PAGES)
def test_every_session_on_a_page_answers_as_the_page_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Run, "now", clock())
    monkeypatch.chdir(tmp_path)

    with closing(Replay(tmp_path, monkeypatch.setenv)) as replay:
        for said in read((ROOT / page).read_text(encoding="utf-8")):
            replay.play(said)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.begins)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_followed_on_another_day_at_another_hour_in_another_zone(
    page: str, reader: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Run, "now", clock(reader.now))
    monkeypatch.setenv("TZ", reader.time_zone)
    monkeypatch.chdir(tmp_path)

    with closing(Replay(tmp_path, monkeypatch.setenv, reader)) as replay:
        for said in read((ROOT / page).read_text(encoding="utf-8")):
            replay.play(said)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_hides_nothing_from_its_reader(page: str) -> None:
    assert "<!--" not in (ROOT / page).read_text(encoding="utf-8")


def test_the_readme_is_among_the_pages_that_are_played() -> None:
    assert "README.md" in PAGES
