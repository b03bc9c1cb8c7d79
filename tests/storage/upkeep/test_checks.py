"""What no row may say."""

from mesocycle.storage.engine.database import Database
from tests.storage.upkeep.checking import verified
from tests.storage.upkeep.logical_damage import DAMAGES, sound_training, verified_after


def test_whatever_is_broken_is_found_by_its_own_code_and_named(db: Database) -> None:
    sound_training(db)
    before = verified(db)

    found = {what: verified_after(db, *damage.statements) for what, damage in DAMAGES.items()}

    assert before.findings == ()
    for what, damage in DAMAGES.items():
        places = {place for each in found[what].findings if each.code is damage.code for place in each.examples}
        assert places, (what, found[what].findings)
        assert damage.place is None or damage.place in places, (what, found[what].findings)
