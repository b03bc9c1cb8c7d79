"""Fixtures of the tests of plans."""

from pathlib import Path

import msgspec
import pytest

from tests.arrange import a_routine_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a routine file of four weeks with squats on Mondays."""
    path = tmp_path / "squats.yaml"
    path.write_bytes(msgspec.yaml.encode(a_routine_file()))
    return path
