"""A password as people type it: unseen and twice, or from a program's standard input."""

import getpass
import sys

from mesocycle.cli.frame.refusals import CommandNotUnderstood

_LONGEST_LINE = 10_000


def typed_password(*, from_stdin: bool) -> str:
    """Ask for a password twice without showing it, or read one line; refuses where nobody is there to type."""
    if from_stdin:
        return _line()
    if not sys.stdin.isatty():
        raise CommandNotUnderstood("Nobody is there to type a password.", "Say --stdin, and pipe it in as one line.")
    typed = getpass.getpass("New password: ", stream=sys.stderr)
    if getpass.getpass("The same again: ", stream=sys.stderr) != typed:
        raise CommandNotUnderstood("The two were not the same; nothing was changed.", "Type it again.")
    return typed


def _line() -> str:
    line = sys.stdin.buffer.readline(_LONGEST_LINE).rstrip(b"\r\n")
    try:
        return line.decode()
    except UnicodeDecodeError:
        raise CommandNotUnderstood("The password is no text in UTF-8.", "Pipe it in as UTF-8.") from None
