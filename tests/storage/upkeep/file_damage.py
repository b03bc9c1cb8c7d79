"""Damage to the file of a database on SQLite: what a disk, a copy cut short or a foreign hand leaves."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PAGE = 4096
_MANY = 400


def _pages(path: Path, name: str) -> int:
    """Give the first page of a table or index, from 1."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("select rootpage from sqlite_master where name = ?", (name,)).fetchone()
    return int(found[0])


def _put(path: Path, at: int, body: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(body)


def _page(number: int) -> int:
    return (number - 1) * PAGE


def _replace(path: Path, old: bytes, new: bytes, *, last: bool = False) -> None:
    content = path.read_bytes()
    at = content.rindex(old) if last else content.index(old)
    _put(path, at, new)


def _cut(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])


def _leaf_of(path: Path, name: str) -> int:
    """Give a page on which rows of a table stand, from 1: the last child that its first page names."""
    content, root = path.read_bytes(), _pages(path, name)
    while content[_page(root)] in (2, 5):  # an inner page; its last child stands behind its head
        root = int.from_bytes(content[_page(root) + 8 : _page(root) + 12])
    return root


def _sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def _swap(path: Path, one: int, other: int) -> None:
    content = path.read_bytes()
    first, second = (content[_page(each) : _page(each) + PAGE] for each in (one, other))
    _put(path, _page(one), second)
    _put(path, _page(other), first)


def _copied(path: Path, onto: int, of: int) -> None:
    content = path.read_bytes()
    _put(path, _page(onto), content[_page(of) : _page(of) + PAGE])


def _write(path: Path, body: bytes) -> None:
    path.write_bytes(body)


def _noise(count: int) -> bytes:
    return random.Random(1).randbytes(count)


FILE_DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut to nothing": lambda path: _cut(path, 0),
    "cut inside its first page": lambda path: _cut(path, 100),
    "cut in half": lambda path: _cut(path, path.stat().st_size // 2 // PAGE * PAGE),
    "cut by a page": lambda path: _cut(path, path.stat().st_size - PAGE),
    "a text file": lambda path: _write(path, b"These are my squats.\n" * 500),
    "zeros throughout": lambda path: _write(path, b"\0" * path.stat().st_size),
    "noise throughout": lambda path: _write(path, _noise(path.stat().st_size)),
    "another beginning": lambda path: _put(path, 0, b"SQLite format 9\0"),
    "another size of pages": lambda path: _put(path, 16, (512).to_bytes(2)),
    "free pages that are not there": lambda path: _put(path, 32, (3).to_bytes(4) + (7).to_bytes(4)),
    "the head of its first page zeroed": lambda path: _put(path, 100, b"\0" * 8),
    "a table's description cut": lambda path: _replace(
        path, b'CREATE TABLE "workout_session"', b'CREATE TABLX "workout_s"'
    ),
    "the first page of the sessions zeroed": lambda path: _put(
        path, _page(_pages(path, "workout_session")), b"\0" * PAGE
    ),
    "the first page of an index zeroed": lambda path: _put(
        path, _page(_pages(path, "ix_workout_session_day")), b"\0" * PAGE
    ),
    "noise where rows stand": lambda path: _put(path, _page(_leaf_of(path, "session_event")), _noise(PAGE)),
    "noise where the places of rows stand": lambda path: _put(
        path, _page(_leaf_of(path, "workout_session")) + 8, _noise(64)
    ),
    "a row's head overwritten": lambda path: _put(
        path, _page(_leaf_of(path, "session_event")) + PAGE - 200, b"\xff" * 64
    ),
    "text that is none": lambda path: _replace(path, b'{"sections":[{"sectionId":"section-1"', b"\xff\xfe" * 8),
    "an index that lacks a row": lambda path: _copied(
        path, _leaf_of(path, "ix_workout_session_day"), _leaf_of(path, "ix_session_event_user_id_session_id_change_seq")
    ),
    "two pages swapped": lambda path: _swap(path, _leaf_of(path, "workout_session"), _leaf_of(path, "session_event")),
    "a page that stands twice": lambda path: _copied(
        path, _leaf_of(path, "deleted_session"), _leaf_of(path, "receipt")
    ),
    "a long text's other pages zeroed": lambda path: _replace(path, b"x" * 2000, b"\0" * 2000, last=True),
    "a number that is a word": lambda path: _sql(
        path, "update workout_session set duration_minutes = 'an hour' where id = 'session-1'"
    ),
    "a letter of a snapshot changed": lambda path: _replace(path, b"Squat heavy.", b"Squat lightl"),
}
"""By what happened to the file."""


def many_pages(path: Path) -> None:
    """Let every table that is damaged stand on several pages, one row on many."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, key in (("session_event", "event"), ("deleted_session", "gone")):
            columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
            others = ", ".join(f'"{name}"' for name in columns if name != "id")
            connection.execute(
                f"""insert into {table} (id, {others}) with recursive n(i) as (
                      select 1 union all select i + 1 from n where i < {_MANY})
                    select '{key}-many-' || i, {others} from n, {table} where id = (select min(id) from {table})"""  # noqa: S608
            )
        connection.execute("update session_event set kind = 'noted', status_before = null, status_after = null "
                           "where id like '%many%'")  # fmt: skip
        connection.execute("update workout_session set notes = ? where id = 'session-2'", ("x" * 20_000,))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.execute("pragma journal_mode=delete")
