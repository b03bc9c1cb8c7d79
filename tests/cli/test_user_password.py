"""`mesocycle user set-password` and `user reset-link`."""

import io
import os
import pty
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mesocycle.actions.people.reset_password import reset_password
from mesocycle.actions.people.sign_in import sign_in
from mesocycle.domain.people.password import Credentials, PasswordReset
from mesocycle.domain.refusal import Refusal
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import ADDRESS, PASSWORD
from tests.arrange import NOW
from tests.cli.running import Ended, Mesocycle, on

ROOT = "root@example.org"
PROGRAM = "import sys; from mesocycle.cli.main import main; sys.exit(main())"
LIMIT_S = 60.0
Piped = Callable[[bytes], None]


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Let bytes stand on standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))


@pytest.fixture
def url(tmp_path: Path, with_root: Path) -> str:
    """Give the address of a file in which `root@example.org` is the admin."""
    shutil.copyfile(with_root, tmp_path / "root.sqlite")
    return f"sqlite:///{tmp_path / 'root.sqlite'}"


@pytest.fixture
def program(url: str) -> Mesocycle:
    """Run commands on that file."""
    return on(url)


def opens(url: str, password: str) -> bool:
    """Tell whether the admin signs in with a password."""
    database = Database.open(url)
    try:
        return sign_in(database, Credentials(email=ROOT, password=password), ADDRESS, NOW, days=1).user.email == ROOT
    except Refusal:
        return False
    finally:
        database.close()


def typed(url: str, *lines: str) -> Ended:
    """Run `user set-password` on a terminal on which somebody types lines; `out` is what the terminal showed."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--db", url, "user", "set-password", ROOT],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,  # without it, the password would be asked for on the tester's own terminal
        close_fds=True,
    )
    os.close(theirs)
    shown = b""
    left = list(lines)
    ends = time.monotonic() + LIMIT_S
    try:
        while time.monotonic() < ends:
            try:
                shown += os.read(ours, 1024)
            except OSError:  # the program has ended and closed its side
                break
            if left and shown.endswith((b"New password: ", b"The same again: ")):
                os.write(ours, f"{left.pop(0)}\n".encode())
        return Ended(program.wait(LIMIT_S), shown.decode(), "")
    finally:
        program.kill()
        program.wait()
        os.close(ours)


def test_a_password_is_piped_in_as_one_line(program: Mesocycle, piped: Piped, url: str) -> None:
    piped(f"{PASSWORD}\r\nand more\n".encode())

    ended = program(f"--json user set-password {ROOT} --stdin")

    assert (ended.code, ended.json["email"]) == (0, ROOT)
    assert PASSWORD not in ended.out
    assert opens(url, PASSWORD)


@pytest.mark.parametrize("line", [b"", b"short\n", b"\xff\xfe three unrelated words\n", ROOT.encode()])
def test_a_line_that_can_be_no_password_is_refused(program: Mesocycle, piped: Piped, line: bytes) -> None:
    piped(line)

    assert program(f"user set-password {ROOT} --stdin").code == 2


def test_where_nobody_can_type_the_way_out_is_named(program: Mesocycle, piped: Piped) -> None:
    piped(f"{PASSWORD}\n".encode())

    ended = program(f"user set-password {ROOT}")

    assert ended.code == 2
    assert "--stdin" in ended.err


def test_on_a_terminal_it_is_typed_twice_and_not_shown(url: str) -> None:
    ended = typed(url, PASSWORD, PASSWORD)

    assert ended.code == 0, ended.out
    assert PASSWORD not in ended.out
    assert opens(url, PASSWORD)


def test_two_that_differ_change_nothing(url: str) -> None:
    ended = typed(url, PASSWORD, PASSWORD.upper())

    assert ended.code == 2, ended.out
    assert "not the same" in ended.out
    assert not opens(url, PASSWORD)


def test_a_reset_link_lets_its_user_choose_a_password(program: Mesocycle, url: str) -> None:
    now = (issued := program(f"--json user reset-link {ROOT}").json)["resetLink"]["createdAt"]
    database = Database.open(url)

    reset_password(database, PasswordReset(secret=issued["secret"], new_password=PASSWORD), now)
    database.close()

    assert opens(url, PASSWORD)


def test_only_an_admin_makes_a_reset_link(everybody: Mesocycle) -> None:
    assert everybody("--as tom@example.org user reset-link ann@example.org").code == 5
    assert everybody("user reset-link ann@example.org").out.startswith("secret")
