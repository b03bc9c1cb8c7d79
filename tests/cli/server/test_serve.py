"""`mesocycle serve`: what it says when it can, and when it can't."""

from pathlib import Path

import httpx
import msgspec
import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from tests.server.served import a_free_port, refused, serving


def test_a_fresh_file_is_set_up_and_a_fresh_database_of_a_server_is_refused_with_what_to_do(
    engine_name: str, database_url: str, tmp_path: Path
) -> None:
    if engine_name == "sqlite":
        with serving(database_url, tmp_path) as server:
            assert httpx.get(f"{server.address}/health/ready").status_code == 200
        return

    no = refused(database_url)

    assert no.returncode == 6
    assert "mesocycle db upgrade" in msgspec.json.decode(no.stderr)["remedy"]


def test_a_database_with_an_older_schema_is_refused_with_what_to_do(ready_url: str, db: Database) -> None:
    with db.engine.begin() as connection:
        present = connection.execute(sa.text("select version_num from alembic_version")).scalar_one()
        connection.execute(sa.text("update alembic_version set version_num = '0001_initial'"))

    no = refused(ready_url)
    with db.engine.begin() as connection:
        connection.execute(sa.text("update alembic_version set version_num = :it"), {"it": present})

    assert no.returncode == 6
    assert "mesocycle db upgrade" in msgspec.json.decode(no.stderr)["remedy"]


def test_a_database_that_can_not_be_reached_is_refused_without_its_password() -> None:
    no = refused(f"postgresql://me:hunter2@127.0.0.1:{a_free_port()}/x")

    assert no.returncode == 6
    assert "reached" in msgspec.json.decode(no.stderr)["sentence"]
    assert "hunter2" not in no.stderr
