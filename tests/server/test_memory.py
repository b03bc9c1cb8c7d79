"""What the server says to glibc: memory that large answers took is the system's again."""

import os
import platform
import subprocess
import sys

import pytest

_MEBIBYTE = 1 << 20
_TAKES_AND_GIVES = """
import resource, sys
from mesocycle.server import running

def held():
    with open("/proc/self/statm") as said:
        return int(said.read().split()[1]) * resource.getpagesize()

if sys.argv[1] == "told":
    running._give_memory_back()
bytes(24 << 20)  # one large piece given back lets glibc take later ones from its heap
before = held()
pieces = [(b"p" * (2 << 20), b"k" * 4_000) for _ in range(20)]
kept = [small for _, small in pieces]
pieces.clear()
print(held() - before)
"""
"""Twenty pieces of 2 MB, each with something small behind it that stays."""


def _held(how: str, **more: str) -> int:
    env = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")} | more
    asked = [sys.executable, "-c", _TAKES_AND_GIVES, how]
    return int(subprocess.run(asked, capture_output=True, text=True, env=env, check=True, timeout=60).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries are left as they are")
def test_large_pieces_are_given_back_unless_whoever_runs_the_server_said_how_memory_is_kept() -> None:
    assert _held("told") < 4 * _MEBIBYTE
    assert _held("told", MALLOC_ARENA_MAX="2") > 30 * _MEBIBYTE
    assert _held("not told") > 30 * _MEBIBYTE
