"""One Playwright for all tests of the player; a gym and a phone for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.conftest import client_of, server, server_settings
from tests.web.player.gym import Gym, require_browser

__all__ = ["client_of", "server", "server_settings"]


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[Gym]:
    """Give Ann with today's workout, and no server yet."""
    require_browser()
    there = Gym(tmp_path)
    yield there
    there.db.close()
