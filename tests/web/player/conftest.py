"""One Playwright for all tests of the player; a gym and a phone for each."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.api.conftest import client_of, server, server_settings
from tests.web.player.gym import Gym, require_browser

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

__all__ = ["client_of", "server", "server_settings"]


@pytest.fixture(scope="module")
def playwright() -> Iterator["Playwright"]:
    """Give what drives browsers; skip with a sentence where there is none."""
    require_browser()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not on every machine

    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[Gym]:
    """Give Ann with today's workout, and no server yet."""
    there = Gym(tmp_path)
    yield there
    there.db.close()
