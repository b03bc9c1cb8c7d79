"""The short cut of `python -m tests.prove forged`: the same trials, fewer."""

import random

from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.api.forged_archives import World
from tests.transfer.archive.test_own_words import written_between
from tests.transfer.test_archive import exported

TRIALS = 25


def test_forged_archives_change_nothing_of_others_and_every_read_answers(
    db: Database, server: Client, elsewhere: Database
) -> None:
    _, ann = written_between(elsewhere)
    world = World(db, server, exported(elsewhere, ann).getvalue())
    chance = random.Random(1)

    outcomes = [world.trial(f"ann{number}", chance) for number in range(TRIALS)]

    world.roll_out()
    assert 0 < sum(outcome.taken for outcome in outcomes) < TRIALS
