"""`mesocycle session events`."""

from tests.cli.running import Mesocycle
from tests.cli.training import done, words


def test_a_completed_session_is_reopened_and_told_with_its_history(ann: Mesocycle, press: str) -> None:
    done(ann("session complete", press))
    done(ann("session reopen", press))
    done(ann("session note", press, "Two more sets"))

    told = words(done(ann("session events", press)).out)

    assert "completed Ann status scheduled to completed" in told
    assert "reopened Ann status completed to in-progress" in told
    assert "noted Ann notes Two more sets" in told
