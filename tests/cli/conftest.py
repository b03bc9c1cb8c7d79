"""The program on a database of the test's own."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Mesocycle, on


def _made_by(path: Path, *command_lines: str) -> Path:
    program = on(f"sqlite:///{path}")
    for line in command_lines:
        ended = program(line)
        assert ended.code == 0, f"{line}: {ended.err}"
    return path


@pytest.fixture(scope="session")
def with_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make once the file in which `root@example.org` is the admin."""
    path = tmp_path_factory.mktemp("cli") / "root.sqlite"
    return _made_by(path, "user add --email root@example.org --name Root --time-zone UTC")


@pytest.fixture(scope="session")
def with_everybody(tmp_path_factory: pytest.TempPathFactory, with_root: Path) -> Path:
    """Make once the file that also has the trainer Tom and the athlete Ann, whom he coaches."""
    path = tmp_path_factory.mktemp("cli") / "everybody.sqlite"
    shutil.copyfile(with_root, path)
    return _made_by(
        path,
        "user add --email tom@example.org --name Tom --time-zone UTC --role trainer --role athlete",
        "user add --email ann@example.org --name Ann --time-zone Europe/Berlin",
        "--as tom@example.org coaching invite ann@example.org",
        "--as ann@example.org coaching accept tom@example.org",
    )


@pytest.fixture
def mesocycle(tmp_path: Path, with_root: Path) -> Mesocycle:
    """Run commands on a file of the test's own in which `root@example.org` is the admin."""
    shutil.copyfile(with_root, tmp_path / "cli.sqlite")
    return on(f"sqlite:///{tmp_path / 'cli.sqlite'}")


@pytest.fixture
def everybody(tmp_path: Path, with_everybody: Path) -> Mesocycle:
    """Run commands where also tom@example.org coaches ann@example.org."""
    shutil.copyfile(with_everybody, tmp_path / "everybody.sqlite")
    return on(f"sqlite:///{tmp_path / 'everybody.sqlite'}")
