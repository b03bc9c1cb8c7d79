"""What the tests of reports share."""

from tests.cli.running import Mesocycle
from tests.cli.training import ids

LATER = "2026-01-21T09:00:00.000Z"
"""A Wednesday: four sessions are past, that of Thursday is to come."""


def squat(program: Mesocycle) -> str:
    return ids(program("--json session list --from 2026-01-05 --to 2026-01-05"))[0]
