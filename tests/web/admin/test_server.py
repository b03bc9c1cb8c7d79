"""What the admin is shown, in every language."""

import pytest

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.web.readers import LANGUAGES
from tests.web.visitor import Visitor

PAGES = ("/admin", "/admin/people", "/admin/people/ann", "/admin/people/ann/erase", "/admin/invitations",
         "/admin/upkeep", "/admin/settings")  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_every_language(adas: Visitor, path: str, lang: str) -> None:
    answer = adas.get(f"{path}?lang={lang}")

    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text


def test_an_admin_comes_to_the_pages_from_their_settings_and_others_do_not(
    db: Database, server: Client, adas: Visitor, ann: User
) -> None:
    assert 'href="/admin"' in adas.get("/settings").text
    assert 'href="/admin"' not in Visitor(server).sign_in(db, ann).get("/settings").text


def test_settings_are_told_with_where_they_come_from(adas: Visitor) -> None:
    told = adas.get("/admin/settings").text

    assert "MESOCYCLE_BACKUP_FOLDER" in told
    assert "as it is without being set" in told
