"""Pages as two people get them: one whose every name is long, and one who has nothing."""

import re

from httpx import Response

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.user import Settings, Units, User
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_routine, a_user, an_act
from tests.web.visitor import Visitor

LANGUAGES = ("en", "de", "es")


def read_by_both(db: Database, server: Client, ann: User, path: str, lang: str) -> list[Response]:
    """Give a page to Ann, who has much and measures in pounds, and to Ben, who has nothing."""
    version = a_routine(db, ann, name="Ø" * 120)
    assign_routine(db, ann.id, version.id, AssignmentRequest(start_date="2031-01-06"), an_act(ann))
    change_settings(db, ann.id, Settings(units=Units.IMPERIAL, locale=lang), an_act(ann))
    anns = Visitor(server).sign_in(db, ann)
    bens = Visitor(server, **{"accept-language": lang}).sign_in(db, a_user(db, "ben"))
    return [anns.get(path), bens.get(path)]


def are_in(lang: str, answers: list[Response]) -> bool:
    """Tell whether all are pages in a language."""
    return all(answer.status_code == 200 and f'<html lang="{lang}"' in answer.text for answer in answers)


def live_version(db: Database) -> str:
    """Give the version of Tom's routine that Ann follows."""
    with db.read() as read:
        return assignments.live_of_routine(read, ["ann"], "routine-1")["ann"].routine_version_id


def lists_of(page: str) -> list[str]:
    """Give what a page lists of a receipt, as text: what leaves, comes, stays, does not come."""
    page, _, _ = page.partition("data-undoing")  # what taking it back would do is another list
    found = re.findall(r'<(?:ul|details)[^>]*class="[^"]*(?:receipt-lines|figures-row)[^"]*".*?</ul>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in found]
