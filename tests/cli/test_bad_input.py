"""Whatever is typed or lies in a file: a clear no with what to do next, and not one row that changed."""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from sqlalchemy import event

from mesocycle.cli.frame.context import Run
from mesocycle.storage.engine.database import Database
from tests.cli.running import Ended, Mesocycle, on
from tests.cli.training import ANN, MONDAY, ann_follows, at, done, everything, ids, squats
from tests.storage.engine.test_faults import an_ordinary_user


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, with_everybody: Path) -> Path:
    """Make once the file in which Ann follows squats."""
    folder = tmp_path_factory.mktemp("followed")
    path = folder / "mesocycle.sqlite"
    shutil.copyfile(with_everybody, path)
    with pytest.MonkeyPatch.context() as patched:
        at(patched, MONDAY)
        ann_follows(on(f"sqlite:///{path}"), folder)
    return path


@pytest.fixture
def url(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a database of the test's own in which Ann follows squats."""
    at(monkeypatch, MONDAY)
    shutil.copyfile(template, tmp_path / "mesocycle.sqlite")
    return f"sqlite:///{tmp_path / 'mesocycle.sqlite'}"


def refused(url: str, line: str, *more: str) -> Any:  # noqa: ANN401  # a refusal's document
    """Run a command that is refused, see that nothing changed by it, and give the refusal."""
    program = on(url)
    if "SESSION" in line:
        line = line.replace("SESSION", ids(program("--json session list", *ANN))[0])
    before = everything(url)

    ended = program(f"--json {line}", *more)

    assert everything(url) == before
    return said_no(ended)


def said_no(ended: Ended) -> Any:  # noqa: ANN401  # a refusal's document
    """Give the refusal of a command, which says what happened and what to do next, and answers nothing."""
    assert ended.out == ""
    assert 1 < ended.code < 70, ended.err
    refusal = ended.refusal
    assert refusal["sentence"]
    assert refusal["remedy"]
    return {**refusal, "exit": ended.code}


# ------------------------------------------------------------------------------------------------ wrong names


@pytest.mark.parametrize(
    "line",
    [
        "session show nowhere",
        "session start nowhere",
        "session skip nowhere --reason travel",
        "session reschedule SESSION nowhere --to 2026-01-09",
        "session events nowhere",
        "session add --repeat nowhere",
        "session add --version squats --workout nothing",
        "session add --version nothing --workout nothing",
        "session log SESSION --exercise deadlift --reps 5",
        "session log SESSION --set nothing --reps 5",
        "session log SESSION --step work --distance 400m",
        "assignment show nowhere",
        "assignment create nothing",
        "assignment replace nowhere --with squats",
        "assignment cancel nowhere",
        "assignment undo nowhere",
        "assignment receipt nowhere",
        "assignment roll-out nothing",
    ],
)
def test_a_name_that_nothing_has_is_not_found(url: str, line: str) -> None:
    no = refused(url, line, *(() if "roll-out" in line else ANN))

    assert (no["exit"], no["kind"]) == (4, "not-found")


@pytest.mark.parametrize("line", ["session list", "assignment list", "changes", "assignment roll-out squats"])
def test_an_address_that_nobody_has_is_not_found(url: str, line: str) -> None:
    assert refused(url, f"{line} --user nobody@example.org")["exit"] == 4


# -------------------------------------------------------------------------- dates, zones and what can't be


@pytest.mark.parametrize(
    "line",
    [
        "assignment create squats --start-date 2026-02-30",
        "assignment create squats --start-date someday",
        "assignment create squats --start-week 9",
        "assignment create squats --start-day 8",
        "assignment create squats --race-date 2026-13-01",
        "assignment create squats --race-date 2026-03-01 --start-week 2",
        "assignment create squats --cycles 0",
        "assignment create squats --cycles many",
        "assignment create squats --default-time 25:00",
        "assignment create squats --weekday-map monday",
        "assignment create squats --weekday-map monday=funday",
        "assignment create squats --weekday-map monday=tuesday,mon=friday",
        "assignment create squats --weekday-map monday=friday,thursday=friday",
        "session list --from 2026-02-30",
        "session list --from 2026-02-02 --to 2026-02-01",
        "session list --as-of soon",
        "session list --as-of 2026-02-30",
        "session list --status finished",
        "changes --since yesterday",
        "user add --email bob@example.org --name Bob --time-zone Mars/Olympus",
    ],
)
def test_what_no_calendar_and_no_clock_has_is_invalid(url: str, line: str) -> None:
    assert refused(url, line)["exit"] == 2


@pytest.mark.parametrize(
    "line",
    [
        "assignment replace squats --with squats --continue --start-date 2026-02-02",
        "assignment replace squats --with squats --include SESSION",
        "assignment replace squats --with squats --start-date 2026-02-30",
        "assignment pause squats --from 2026-02-30",
        "assignment resume squats",
        "assignment shift squats",
        "assignment shift squats 2 --days 3",
        "assignment shift squats --days 0",
        "assignment shift squats --days 99999",
        "assignment shift squats far",
        "session reschedule SESSION",
        "session reschedule SESSION --to 2026-02-30",
        "session reschedule SESSION --time 7pm",
        "session reschedule SESSION --time 07:00 --all-day",
        "session start SESSION --started-at yesterday",
        "session start SESSION --started-at 2026-01-05",
        "session start SESSION --started-at 2030-01-01T08:00",
        "session complete SESSION --on 2030-01-01",
        "session complete SESSION --on 2026-02-30",
        "session complete SESSION --started-at 08:00 --completed-at 07:00",
        "session complete SESSION --duration long",
        "session complete SESSION --feeling 9",
        "session complete SESSION --rpe 11",
        "session log SESSION",
        "session log SESSION --exercise squat",
        "session log SESSION --exercise squat --weight heavy",
        "session log SESSION --exercise squat --duration 90",
        "session skip SESSION",
        "session skip SESSION --reason lazy",
        "session correct SESSION",
        "session add",
        "session add --version squats",
        "session add --repeat SESSION --date 2026-02-30",
        "session add --repeat SESSION --time 7pm",
        "session add --repeat SESSION --week 2",
        "session frobnicate SESSION",
        "session show",
        "session show SESSION --loudly",
    ],
)
def test_a_command_that_can_not_be_meant_is_invalid(url: str, line: str) -> None:
    assert refused(url, line, *ANN)["exit"] == 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("assignment create squats", "routine-already-followed"),
        ("assignment resume squats --shift", "pause-not-possible"),
        ("session put-back SESSION", "move-not-allowed"),
        ("session reopen SESSION", "move-not-allowed"),
        ("session log SESSION --exercise squat --reps 5", "session-not-begun"),
        ("session correct SESSION --notes light", "session-not-begun"),
    ],
)
def test_what_does_not_go_now_is_a_conflict(url: str, line: str, code: str) -> None:
    no = refused(url, line, *ANN)

    assert (no["exit"], no["code"]) == (3, code)


def test_a_trainer_without_leave_moves_nothing(url: str) -> None:
    no = refused(url, "--as tom@example.org session start SESSION", *ANN)

    assert (no["exit"], no["code"]) == (5, "not-permitted")


# ------------------------------------------------------------------------------------------------------ files


def _routine(sets: str = "3x5", **given: object) -> bytes:
    routine = squats(**given)
    routine["workouts"][0]["sections"][0]["exercises"][0]["sets"] = sets
    return msgspec.yaml.encode(routine)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"squats, three times a week", "no routine"),
        (b"name: Squats\n  duration: 4\n", "line 2"),
        (b"name: [Squats\n", "YAML"),
        (b"name: \xff\xfe", "line 1"),
        (b'{"name": "Squats",', "line 2"),
        (_routine(weaks=4), "weaks"),
        (_routine(duration=99), "duration"),
        (_routine("3x5 @ 100"), "100"),
        (_routine("3x5 @ 100 kg, resst 2m"), "resst"),
        (_routine("3x"), "3x"),
        (_routine().replace(b"Back squat", b"Bakc sqat"), "Bakc sqat"),
        (_routine().replace(b"monday", b"funday"), "funday"),
    ],
)
def test_a_file_that_is_no_routine_is_refused_with_the_place(
    url: str, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "routine.yaml"
    path.write_bytes(content)

    created = refused(url, "routine create --another", str(path))
    published = refused(url, "routine publish squats", str(path))

    assert told in created["sentence"]
    assert (created["exit"], published["exit"]) == (2, 2)


_WORKOUT = {"name": "Squats", "type": "strength", "sections": []}
_OPERATION = {"_id": "op-1", "seenSeq": 0, "sessionId": "s", "kind": "start", "at": MONDAY, "body": {}}


@pytest.mark.parametrize(
    ("line", "content", "told"),
    [
        ("session add --file", b"", "empty"),
        ("session add --file", b"name: [Squats", "YAML"),
        ("session add --file", b"- squats", "no workout"),
        ("session add --file", msgspec.json.encode({**_WORKOUT, "colour": "red"}), "colour"),
        ("session add --file", msgspec.json.encode({**_WORKOUT, "type": "swimming"}), "swimming"),
        ("session add --file", msgspec.json.encode({"workouts": [_WORKOUT]}), "whole routine"),
        ("session adjust SESSION --file", b"name: [Squats", "YAML"),
        (
            "session adjust SESSION --file",
            msgspec.json.encode({**_WORKOUT, "sections": [{"type": "x"}]}),
            "sections[0]",
        ),
        ("session log SESSION --file", b"not json", "character 1"),
        ("session log SESSION --file", b'{"sections": [], "mood": "good"}', "mood"),
        ("session log SESSION --file", b'{"sections": [{"sectionId": 5}]}', "sections[0]"),
        ("sync", b"not json", "JSON"),
        ("sync", b"{}", "operations is missing"),
        ("sync", msgspec.json.encode([{**_OPERATION, "kind": "fly"}]), "fly"),
        ("sync", msgspec.json.encode([{**_OPERATION, "colour": "red"}]), "colour"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_place(
    url: str, tmp_path: Path, line: str, content: bytes, told: str
) -> None:
    path = tmp_path / "given"
    path.write_bytes(content)

    no = refused(url, line, str(path), *ANN)

    assert no["exit"] == 2
    assert told in f"{no['sentence']} {no.get('errors')}"


@pytest.mark.parametrize("line", ["session add --file", "sync", "routine create"])
def test_a_file_that_is_not_there_is_named(url: str, line: str) -> None:
    no = refused(url, line, "/nowhere/at-all.yaml")

    assert (no["exit"], no["code"]) == (2, "file-not-readable")


# --------------------------------------------------------------------------------------------- the database

WRITES = tuple(
    f"{line} --user ann@example.org"
    for line in ("assignment cancel squats", "session start SESSION", "session skip SESSION --reason travel")
)


@pytest.fixture
def impatient(url: str) -> Iterator[Database]:
    """Let commands use a connection that waits no half minute for others."""
    database = Database.open(url, busy_seconds=0.05)
    yield database
    database.close()


def _through(database: Database, url: str, line: str, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401
    """Run a command over an opened database; gives the refusal."""
    session = ids(on(url)("--json session list", *ANN))[0]
    with monkeypatch.context() as opened:
        opened.setattr(Run, "database", database)
        opened.setattr(Run, "close", lambda _: None)
        return said_no(on(url)(f"--json {line.replace('SESSION', session)}"))


@pytest.mark.parametrize("line", WRITES)
def test_a_database_that_another_program_has_locked_is_busy(
    url: str, impatient: Database, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    before = everything(url)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("begin immediate")
        no = _through(impatient, url, line, monkeypatch)
        other.execute("rollback")

    assert (no["exit"], no["code"]) == (6, "database-busy")
    assert everything(url) == before


@pytest.mark.parametrize(
    "line", ["assignment replace squats --user ann@example.org --with squats", "routine create upper-lower-hypertrophy"]
)
def test_a_full_disk_leaves_nothing_half_written(
    url: str, impatient: Database, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    @event.listens_for(impatient.engine, "connect")
    def _no_more(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
        connection.cursor().execute("pragma max_page_count = 1")  # SQLite takes the pages that are there

    before = everything(url)

    no = _through(impatient, url, line, monkeypatch)

    assert (no["exit"], no["code"]) == (6, "database-not-usable")
    assert "disk" in no["remedy"]
    assert everything(url) == before


@pytest.mark.parametrize("line", WRITES)
def test_a_database_that_may_only_be_read_is_refused_and_stays_as_it_is(
    template: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    at(monkeypatch, MONDAY)
    with tempfile.TemporaryDirectory(prefix="mesocycle-test-") as folder:
        path = Path(folder) / "mesocycle.sqlite"
        shutil.copyfile(template, path)
        program = on(f"sqlite:///{path}")
        session = ids(program("--json session list", *ANN))[0]
        done(program("session show", session, *ANN))
        before = path.read_bytes()
        path.chmod(0o444)
        Path(folder).chmod(0o555)

        with an_ordinary_user():
            no = said_no(program(f"--json {line.replace('SESSION', session)}"))

        assert (no["exit"], no["code"]) == (6, "database-not-usable")
        assert "writ" in no["remedy"]
        assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear Ann, " * 200)

    no = said_no(on(f"sqlite:///{path}")("--json session list"))

    assert no["exit"] == 6
    assert path.read_bytes() == b"Dear Ann, " * 200


def test_people_read_what_happened_and_what_to_do_next_on_standard_error(everybody: Mesocycle) -> None:
    ended = everybody("session show nowhere", *ANN)

    assert ended.out == ""
    assert re.sub("--db [^ ]+ ", "", ended.err) == (
        "Refused: There is no such session.\n"
        "   Next: Look at `mesocycle session list --user ann@example.org` for the ids.\n"
    )
