"""A no, as the client raises it."""

import pytest

from mesocycle.client import Refused
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine_file, a_user
from tests.client.conftest import ClientOf


def test_a_no_is_raised_with_its_code_and_remedy(db: Database, client_of: ClientOf) -> None:
    with pytest.raises(Refused, match="There is no such session") as told:
        client_of(a_user(db)).sessions.get("nowhere")

    assert (told.value.status, told.value.code) == (404, "not-found")
    assert told.value.remedy


def test_every_wrong_place_of_a_file_is_raised_with_it(db: Database, client_of: ClientOf) -> None:
    wrong = a_routine_file(goal="fun", difficulty="hard")

    with pytest.raises(Refused) as told:
        client_of(a_user(db)).routines.create(wrong)

    assert {each.path for each in told.value.errors} == {"goal", "difficulty"}
