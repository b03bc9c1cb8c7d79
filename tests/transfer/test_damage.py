"""The short cut of `python -m tests.prove exports --only archive`, and `sessions`: the same damage, less often."""

import random
from pathlib import Path

import pytest

from mesocycle.storage.engine.database import Database
from tests.arrange import ADMIN, a_user, an_act
from tests.transfer.archive_damage import check_archive, check_taken_in, damaged_archive, receiving
from tests.transfer.histories import archives, collections, two_histories
from tests.transfer.session_damage import check_collection, damaged_collection

TIMES = 60


@pytest.fixture
def brought(elsewhere: Database) -> tuple[list[bytes], list[bytes]]:
    """Give archives and collections from another server."""
    tom, ann = two_histories(elsewhere)
    return archives(elsewhere, tom, ann), collections(elsewhere, ann)


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_archive_is_taken_in_in_words_or_refused(
    db: Database, brought: tuple[list[bytes], list[bytes]], seed: int
) -> None:
    receiving(db)
    chance = random.Random(seed)

    for _ in range(TIMES):
        check_archive(db, damaged_archive(chance.choice(brought[0]), chance), chance)


def test_what_comes_in_of_a_damaged_archive_holds_and_comes_in_once(
    migrated_sqlite: Path, tmp_path: Path, brought: tuple[list[bytes], list[bytes]]
) -> None:
    chance = random.Random(1)

    for _ in range(TIMES):
        check_taken_in(migrated_sqlite, tmp_path, damaged_archive(chance.choice(brought[0]), chance), chance)


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_collection_gives_sound_sessions_and_rejects_only(
    db: Database, brought: tuple[list[bytes], list[bytes]], seed: int
) -> None:
    act = an_act(a_user(db, "annie"))
    chance = random.Random(seed)

    for _ in range(TIMES):
        check_collection(db, act, damaged_collection(chance.choice(brought[1]), chance), chance)


def test_what_is_damaged_is_sound_before(db: Database, brought: tuple[list[bytes], list[bytes]]) -> None:
    receiving(db)
    act = an_act(ADMIN)

    assert all(check_archive(db, archive, random.Random(seed)) for archive in brought[0] for seed in range(4))
    assert all(check_collection(db, act, body, random.Random(1)) >= 2 for body in brought[1])
