"""The program on a database of the test's own."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Mesocycle, on
from tests.cli.training import ANN, ann_follows, at, done, ids


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


@pytest.fixture(scope="module")
def squatted(tmp_path_factory: pytest.TempPathFactory, with_everybody: Path) -> Path:
    """Make once the file in which Ann squatted on her first Monday: a warm-up and two sets, RPE 7, an hour."""
    folder = tmp_path_factory.mktemp("squatted")
    path = folder / "squatted.sqlite"
    shutil.copyfile(with_everybody, path)
    program = on(f"sqlite:///{path}")
    with pytest.MonkeyPatch.context() as patch:
        at(patch, "2026-01-05T09:00:00.000Z")
        done(program("reference set trainingMax 100kg --exercise Squat", *ANN))
        ann_follows(program, folder)
        (first, *_) = ids(program("--json session list", *ANN))
        at(patch, "2026-01-05T18:00:00.000Z")
        done(program(f"session complete {first} --as-planned --duration 60 --rpe 7", *ANN))
    return path


@pytest.fixture
def after_squats(squatted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mesocycle:
    """Run commands the morning after, on a file of the test's own."""
    at(monkeypatch, "2026-01-06T09:00:00.000Z")
    shutil.copyfile(squatted, tmp_path / "own.sqlite")
    return on(f"sqlite:///{tmp_path / 'own.sqlite'}")


@pytest.fixture
def root_url(tmp_path: Path, with_root: Path) -> str:
    """Give the address of a file in which `root@example.org` is the admin."""
    shutil.copyfile(with_root, tmp_path / "root.sqlite")
    return f"sqlite:///{tmp_path / 'root.sqlite'}"


@pytest.fixture
def as_root(root_url: str) -> Mesocycle:
    """Run commands on that file."""
    return on(root_url)


@pytest.fixture
def followed(everybody: Mesocycle, tmp_path: Path) -> tuple[Mesocycle, str]:
    """Give the program where Ann follows squats, and the id of her assignment."""
    return everybody, ann_follows(everybody, tmp_path)["newAssignmentId"]
