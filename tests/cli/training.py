"""What the tests of assignments and sessions set up by commands: Ann, who follows four weeks of squats."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mesocycle.cli.frame.context import Run
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine_file
from tests.cli.running import Ended, Mesocycle
from tests.properties.dump import Dump, dump

MONDAY = "2026-01-05T09:00:00.000Z"
"""10:00 in Berlin on the Monday on which Ann begins."""
ANN = ("--user", "ann@example.org")


def at(monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    """Let all later commands run at a moment."""
    monkeypatch.setattr(Run, "now", now)


def a_file(folder: Path, name: str, content: object) -> str:
    """Write a YAML file and give its path."""
    path = folder / name
    path.write_bytes(msgspec.yaml.encode(content))
    return str(path)


def squats(**given: object) -> dict[str, Any]:
    """Give a routine of squats on Mondays and presses on Thursdays."""
    routine = a_routine_file(**given)
    squat = routine["workouts"][0]
    squat["sections"][0]["exercises"][0]["sets"] = "1x5 warmup @ 50% TM; 2x5 @ 80% TM"
    press = {
        **squat,
        "name": "Press day",
        "schedule": [{"weekday": "thursday", "time": "18:30"}],
        "sections": [
            {
                "name": "Main lift",
                "type": "basic",
                "exercises": [{"name": "Overhead press", "restBetweenSets": "2m", "sets": "3x5 @ 40 kg"}],
            }
        ],
    }
    return {**routine, "workouts": [squat, press]}


def ann_follows(program: Mesocycle, folder: Path, **given: object) -> Any:  # noqa: ANN401  # a receipt's document
    """Let root create the routine and assign it to Ann; gives the receipt."""
    done(program("routine create", a_file(folder, "squats.yaml", squats(**given))))
    return done(program("--json assignment create Squats", *ANN)).json


def done(ended: Ended) -> Ended:
    """Give what a command left, which must have gone well."""
    assert ended.code == 0, ended.err
    return ended


def ids(ended: Ended) -> list[str]:
    """Give the ids of a list of documents."""
    return [each["_id"] for each in done(ended).json]


def everything(url: str) -> Dump:
    """Read all rows of a database."""
    database = Database.open(url)
    try:
        return dump(database)
    finally:
        database.close()


def words(text: str) -> str:
    """Give what was shown with every run of blanks as one, for looking for words in tables."""
    return re.sub(r" *\n *", "\n", re.sub(r"[ \t]+", " ", text))
