"""What an importer says of a row that it can't take over."""

from typing import NamedTuple


class Reject(NamedTuple):
    """One bad row: its line in the file, what is wrong with it, what to do."""

    line: int
    reason: str
    remedy: str
