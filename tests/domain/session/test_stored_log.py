"""Writing a log back over a stored one, perhaps from elsewhere."""

import msgspec
import pytest
from msgspec import Raw

from mesocycle.domain.log.editing import EMPTY, put_set
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import Performance, PerformedSet
from mesocycle.domain.log.size import MOST_ENTRIES
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.session.stored_log import (
    LogNotReadable,
    find_log,
    find_snapshot,
    get_log,
    get_snapshot,
    stored_text,
    written,
)
from tests.builders import a_session

FOREIGN_LOG = {
    "mood": "good",
    "sections": [
        {
            "sectionId": "section-1",
            "orderIndex": 0,
            "room": 3,
            "exercises": [
                {
                    "exerciseId": "exercise-1",
                    "orderIndex": 0,
                    "machine": "red",
                    "sets": [
                        {
                            "_id": "theirs",
                            "setNumber": 7,
                            "setType": "working",
                            "added": True,
                            "performance": {"reps": 5, "watts": 180},
                            "video": "a.mp4",
                        }
                    ],
                }
            ],
        }
    ],
}


def test_unknown_fields_of_a_foreign_log_stay_where_another_set_is_logged() -> None:
    session = a_session(performance_log=Raw(msgspec.json.encode(FOREIGN_LOG)))
    ours = PerformedSet(id="ours", set_id="set-1", set_number=1, set_type="working", performance=Performance(reps=3))

    log = put_set(get_log(session), SetEntry(set=ours), Lines(get_snapshot(session))).log

    after = msgspec.json.decode(stored_text(session, log) or "")
    section = after["sections"][0]
    sets = section["exercises"][0]["sets"]
    assert (after["mood"], section["room"], section["exercises"][0]["machine"]) == ("good", 3, "red")
    assert [one["_id"] for one in sets] == ["ours", "theirs"]
    assert sets[1] == FOREIGN_LOG["sections"][0]["exercises"][0]["sets"][0]  # type: ignore[index]  # plain JSON
    assert "video" not in sets[0]


def test_what_is_taken_out_of_a_foreign_log_takes_its_unknown_fields_with_it() -> None:
    stored = Raw(msgspec.json.encode(FOREIGN_LOG))

    assert msgspec.json.decode(written(EMPTY, stored)) == {"sections": [], "mood": "good"}


def test_a_log_that_is_not_touched_is_stored_byte_for_byte() -> None:
    raw = b'{ "sections" : [ ] }'

    assert stored_text(a_session(performance_log=Raw(raw)), None) == raw.decode()
    assert stored_text(a_session(), None) is None


def test_a_log_or_snapshot_in_another_form_is_refused_with_a_remedy() -> None:
    session = a_session(
        performance_log=Raw(b'{"exerciseLogs": []}'), workout_snapshot=Raw(b'{"sections": [{"_type": "x"}]}')
    )

    with pytest.raises(LogNotReadable):
        get_log(session)
    with pytest.raises(LogNotReadable):
        get_snapshot(session)
    assert find_snapshot(session) is None


def test_a_log_of_more_entries_than_one_may_hold_is_kept_and_not_computed_with() -> None:
    effort = {"_id": "e", "round": 1, "phase": "active", "performance": {}}
    section = {"sectionId": "section-1", "orderIndex": 0, "exercises": [], "efforts": [effort] * (MOST_ENTRIES + 1)}
    session = a_session(performance_log=Raw(msgspec.json.encode({"sections": [section]})))

    assert find_log(session) is None
    with pytest.raises(LogNotReadable):
        get_log(session)
    assert stored_text(session, None) == bytes(session.performance_log or b"").decode()
