"""Today, in each language."""

from datetime import UTC, datetime

import pytest

from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.people.user import Settings, Units, User
from mesocycle.domain.session.inputs import Reschedule
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_trainer, a_user, an_act
from tests.web.readers import LANGUAGES, are_in, read_by_both
from tests.web.visitor import Visitor


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/today", "/first-steps"])
def test_today_is_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    assert are_in(lang, read_by_both(db, server, ann, path, lang))


def test_the_page_is_new_as_soon_as_anything_on_it_is(
    db: Database, server: Client, ann: User, anns: Visitor, planned: str
) -> None:
    def shown() -> str:
        return anns.get("/today").text

    first, same = shown(), shown()
    reschedule_session(
        db, ann.id, planned, Reschedule(scheduled_date=datetime.now(UTC).date().isoformat()), an_act(ann)
    )
    moved = shown()
    start_session(db, ann.id, planned, an_act(ann))
    begun = shown()
    invite_athlete(db, ann.id, an_act(a_trainer(db, "tom")))
    invited = shown()
    change_settings(db, ann.id, Settings(units=Units.IMPERIAL, locale="de"), an_act(ann))
    in_german = shown()

    assert first == same
    assert len({first, moved, begun, invited, in_german}) == 5
    assert "A trainer invites you" in invited
    assert '<html lang="de"' in in_german


def test_nobody_is_shown_the_page_of_another(
    db: Database, server: Client, ann: User, anns: Visitor, planned: str
) -> None:
    start_session(db, ann.id, planned, an_act(ann))
    anns.get("/today")
    bob = Visitor(server).sign_in(db, a_user(db, "bob"))

    assert "Squat day" in anns.get("/today").text
    assert "Squat day" not in bob.get("/today").text
