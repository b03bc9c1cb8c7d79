"""What is said of one thing among many that can't be taken over: a row, a document, a line of an archive."""

from typing import NamedTuple


class Reject(NamedTuple):
    """One that is bad: its line in the file (0: it has none), what is wrong with it, what to do."""

    line: int
    reason: str
    remedy: str
