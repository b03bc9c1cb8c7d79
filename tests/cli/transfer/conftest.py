"""Fixtures of the tests of transfer."""

from pathlib import Path

import pytest

from tests.cli.transfer.exported import HEADER, ROWS


@pytest.fixture
def export(tmp_path: Path) -> str:
    """Write an export of Strong with one bad row, and give its path."""
    path = tmp_path / "strong.csv"
    path.write_text("\n".join((HEADER, *ROWS, "")))
    return str(path)
