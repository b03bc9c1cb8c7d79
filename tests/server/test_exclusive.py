"""What a server must have for itself."""

import socket
from pathlib import Path

import pytest

from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.server.exclusive import AddressNotFree, ServerRunning, listening_address, only_server
from mesocycle.storage.engine.database import Database


def test_a_free_port_is_given_by_its_numeric_address() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        free = taken.getsockname()[1]

    assert listening_address("localhost", free) in {"127.0.0.1", "::1"}


def test_a_port_that_another_program_listens_on_is_refused_even_if_it_would_share() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()

        with pytest.raises(AddressNotFree, match=str(other.getsockname()[1])):
            listening_address("127.0.0.1", other.getsockname()[1])


@pytest.mark.parametrize("host", ["203.0.113.9", "no.such.host.invalid"])
def test_an_address_that_is_not_of_this_machine_is_refused(host: str) -> None:
    with pytest.raises(AddressNotFree, match=host):
        listening_address(host, 8000)


def test_a_second_server_on_a_sqlite_file_is_refused_while_the_first_runs_and_no_longer(tmp_path: Path) -> None:
    first, second = (Database.open(f"sqlite:///{tmp_path / 'one.sqlite'}") for _ in range(2))

    with only_server(first), pytest.raises(ServerRunning, match="process"), only_server(second):
        pass
    with only_server(second):
        pass


def test_a_second_server_on_a_link_to_the_sqlite_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.sqlite").touch()
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "one.sqlite")
    first, second = (Database.open(f"sqlite:///{tmp_path / name}") for name in ("one.sqlite", "link.sqlite"))

    with only_server(first), pytest.raises(ServerRunning), only_server(second):
        pass


def test_a_sqlite_file_with_a_second_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.sqlite").touch()
    (tmp_path / "other.sqlite").hardlink_to(tmp_path / "one.sqlite")

    with (
        pytest.raises(DatabaseNotUsable, match="second name"),
        only_server(Database.open(f"sqlite:///{tmp_path / 'other.sqlite'}")),
    ):
        pass


def test_several_servers_may_run_on_postgresql(postgres: str) -> None:
    first, second = Database.open(postgres), Database.open(postgres)

    with only_server(first), only_server(second):
        pass


def test_a_folder_where_nothing_can_be_written_is_refused(tmp_path: Path) -> None:
    db = Database.open(f"sqlite:///{tmp_path / 'missing' / 'one.sqlite'}")

    with pytest.raises(DatabaseNotUsable, match="missing"), only_server(db):
        pass
