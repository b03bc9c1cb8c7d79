"""Sessions by the client."""

from mesocycle.domain.assignment.assignment import NewAssignment
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine_file, a_user
from tests.client.conftest import ClientOf
from tests.client.trained import COMING


def test_a_session_goes_from_status_to_status_and_tells_its_history(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    version = client.routines.create(a_routine_file())
    receipt = client.assignments.assign(NewAssignment(routine_version_id=version.id, start_date=COMING))
    first, *_ = (each.session_id for each in receipt.created)
    client.sessions.skip(first, "travel")

    started = client.sessions.start(first)

    assert started.status is SessionStatus.IN_PROGRESS
    assert [each.kind.value for each in client.sessions.events(first)] == ["skipped", "started"]
    assert len(list(client.sessions.summaries())) == 4


def test_what_was_done_is_told_in_one_text(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    version = client.routines.create(a_routine_file())
    receipt = client.assignments.assign(NewAssignment(routine_version_id=version.id, start_date=COMING))
    first = receipt.created[0].session_id
    client.sessions.start(first)

    log = client.sessions.tell(first, "Back squat: 5,5,4 @ 100 kg RPE 9")

    assert [each.performance.reps for each in log.sections[0].exercises[0].sets] == [5, 5, 4]
    assert client.sessions.get(first).status is SessionStatus.IN_PROGRESS
