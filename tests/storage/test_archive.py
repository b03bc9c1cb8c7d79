"""Everything of one user read as documents, and written back as rows."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.archive.archive import ArchivedChoice, ArchivedReferenceValue, ArchivePart
from mesocycle.domain.document import encode
from mesocycle.storage.archive import reading, writing
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import exercises, reference_values
from tests.arrange import a_user, an_act, feed_position
from tests.transfer.test_archive import a_history


@pytest.mark.parametrize("part", ArchivePart)
def test_every_part_is_read_as_one_user_s_alone(db: Database, part: ArchivePart) -> None:
    _, ann = a_history(db)
    eve = a_user(db, "eve", time_zone="Asia/Tokyo")

    with db.read() as read:
        hers = [document for batch in reading.batches(read, ann.id, part) for document in batch]
        others = {encode(document) for batch in reading.batches(read, eve.id, part) for document in batch}

    assert {encode(each) for each in hers}.isdisjoint(others)


def test_a_document_is_found_again_by_what_it_is_known_by(db: Database) -> None:
    _, ann = a_history(db)

    with db.read() as read:
        (batch,) = reading.batches(read, ann.id, ArchivePart.SESSIONS)
        first = batch[0]
        again = reading.of_keys(read, ann.id, ArchivePart.SESSIONS, [getattr(first, "session").id, "nowhere"])  # noqa: B009  # a document of any part
        assert reading.of_keys(read, "eve", ArchivePart.SESSIONS, [getattr(first, "session").id]) == []  # noqa: B009  # the same
        assert reading.is_version(read, "v1")
        assert not reading.is_version(read, "v9")
        assert [each.id for each in reading.routines_of_ids(read, ["routine-1", "nowhere"])] == ["routine-1"]

    assert [encode(each) for each in again] == [encode(first)]


def test_what_is_written_is_read_as_it_was_and_the_feed_stands_no_lower(db: Database) -> None:
    _, ann = a_history(db)
    with db.read() as read:
        values = [each for batch in reading.batches(read, ann.id, ArchivePart.REFERENCE_VALUES) for each in batch]
    (value,) = (each for each in values if isinstance(each, ArchivedReferenceValue))
    bob = a_user(db, "bob")

    def bring(write: Write) -> None:
        writing.reach(write, 1000)
        theirs = replace(value, reference_value=replace(value.reference_value, user_id=bob.id))
        writing.add_reference_values(write, [theirs])
        writing.add_choices(write, [ArchivedChoice(name="kniebeuge", exercise_variant_id="squat", at=write.now)])

    db.write("bob", an_act(bob), bring)

    with db.read() as read:
        (taken,) = reference_values.of_user(read, "bob")
        assert exercises.of_user(read, "bob") == {"kniebeuge": "squat"}
        assert feed_position(read, "bob")[1] >= 1000
        assert writing.users_here(read, ["bob", "nobody"]) == {"bob"}
        assert writing.numbers_taken(read, ["routine-1"]) == {("routine-1", 1), ("routine-1", 2)}
    assert (taken.id, taken.value) == (value.reference_value.id, value.reference_value.value)
