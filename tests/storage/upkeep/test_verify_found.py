"""Findings, gathered."""

from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify_found import MOST_EXAMPLES
from tests.storage.planting import plant_all
from tests.storage.upkeep.checking import verified
from tests.storage.upkeep.logical_damage import sound_training


def test_a_finding_counts_all_places_and_names_a_few(db: Database) -> None:
    sound_training(db)
    lost = [{"id": f"lost-{n}", "session_id": f"none-{n}"} for n in range(MOST_EXAMPLES + 4)]
    plant_all(db, *[("session_event", row) for row in lost])

    (finding,) = verified(db).findings

    assert (finding.count, len(finding.examples)) == (MOST_EXAMPLES + 4, MOST_EXAMPLES)
