"""PgBouncer before a PostgreSQL, as machines that are rented have it: started for a test, gone with it."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests import servers

START_LIMIT_S = 20


def pgbouncer() -> str:
    """Give the program; a machine without it skips, but not where everything is to be tried."""
    found = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI tries a pooler. On Debian and Ubuntu: apt-get install pgbouncer")
        pytest.skip("No pgbouncer here. On Debian and Ubuntu: apt-get install pgbouncer")
    return found


@contextlib.contextmanager
def pooled(url: str, mode: str, *, connections: int = 5) -> Iterator[str]:
    """Give the address of a database by way of a pooler that gives connections for a `mode`."""
    address = make_url(url)
    with tempfile.TemporaryDirectory(prefix="mesocycle-pool-", dir="/tmp") as folder:  # a socket's path is short
        place = Path(folder)
        (place / "users").write_text(f'"{address.username}" ""\n')
        (place / "settings.ini").write_text(
            f"""[databases]
* = host={address.query["host"]}
[pgbouncer]
listen_addr =
unix_socket_dir = {place}
auth_type = trust
auth_file = {place / "users"}
pool_mode = {mode}
default_pool_size = {connections}
max_client_conn = 200
logfile = {place / "log"}
"""
        )
        user = servers.server_user()
        if user is not None:
            for each in (place, *place.iterdir()):
                os.chown(each, user.pw_uid, user.pw_gid)
        with subprocess.Popen(
            [pgbouncer(), str(place / "settings.ini")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        ) as process:
            by_pool = address.update_query_dict({"host": str(place), "port": "6432"})
            try:
                plain = by_pool.render_as_string(hide_password=False)
                _wait_until_ready(plain, place / "log")
                yield plain
            finally:
                process.kill()


def _wait_until_ready(url: str, log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while True:
        try:
            servers.administrator(url).close()
        except psycopg.OperationalError as refused:
            if time.monotonic() > deadline:
                raise AssertionError(f"PgBouncer did not start:\n{log.read_text()}") from refused
            time.sleep(0.02)
        else:
            return
