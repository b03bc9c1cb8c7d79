"""The form of a routine as the documentation tells it."""

from mesocycle.api.plans.routine_forms import RoutineFile
from mesocycle.domain.reading.strict import read
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_user


def test_each_shipped_routine_is_of_the_form_that_is_told_and_becomes_a_routine(
    db: Database, client_of: ClientOf
) -> None:
    ann = client_of(a_user(db))

    for shipped in ann.get("/shipped-routines").json()["items"]:
        file = ann.get(f"/shipped-routines/{shipped['_id']}")

        assert read(file.content, RoutineFile).name == shipped["name"]
        assert ann.post("/routines", json=file.json()).status_code == 201
