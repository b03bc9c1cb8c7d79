"""A password as people type it."""

import io
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests.actions.signing_in import PASSWORD
from tests.cli.running import Ended, Mesocycle
from tests.cli.signing_in import ROOT, opens

PROGRAM = "import sys; from mesocycle.cli.main import main; sys.exit(main())"


LIMIT_S = 60.0


Piped = Callable[[bytes], None]


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Let bytes stand on standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))


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


def test_a_password_is_piped_in_as_one_line(as_root: Mesocycle, piped: Piped, root_url: str) -> None:
    piped(f"{PASSWORD}\r\nand more\n".encode())

    ended = as_root(f"--json user set-password {ROOT} --stdin")

    assert (ended.code, ended.json["email"]) == (0, ROOT)
    assert PASSWORD not in ended.out
    assert opens(root_url, PASSWORD)


@pytest.mark.parametrize("line", [b"", b"short\n", b"\xff\xfe three unrelated words\n", ROOT.encode()])
def test_a_line_that_can_be_no_password_is_refused(as_root: Mesocycle, piped: Piped, line: bytes) -> None:
    piped(line)

    assert as_root(f"user set-password {ROOT} --stdin").code == 2


def test_where_nobody_can_type_the_way_out_is_named(as_root: Mesocycle, piped: Piped) -> None:
    piped(f"{PASSWORD}\n".encode())

    ended = as_root(f"user set-password {ROOT}")

    assert ended.code == 2
    assert "--stdin" in ended.err


def test_on_a_terminal_it_is_typed_twice_and_not_shown(root_url: str) -> None:
    ended = typed(root_url, PASSWORD, PASSWORD)

    assert ended.code == 0, ended.out
    assert PASSWORD not in ended.out
    assert opens(root_url, PASSWORD)


def test_two_that_differ_change_nothing(root_url: str) -> None:
    ended = typed(root_url, PASSWORD, PASSWORD.upper())

    assert ended.code == 2, ended.out
    assert "not the same" in ended.out
    assert not opens(root_url, PASSWORD)
