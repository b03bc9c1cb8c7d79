"""A view of the roster as CSV."""

import csv
import io

from mesocycle.actions.people.add_user import add_user
from mesocycle.domain.people.user import NewUser, Role
from mesocycle.reports.write_roster import AskedView, write_roster
from mesocycle.storage.engine.database import Database
from tests.arrange import ADMIN, a_coaching, a_trainer, a_user, an_act


def _rows(db: Database, view: AskedView) -> list[dict[str, str]]:
    tom = a_trainer(db)
    for name in ("ann", "bob"):
        a_coaching(db, tom, a_user(db, name))
    a_user(db, "cleo")
    written = io.BytesIO()
    count = write_roster(db, view, written, an_act(tom))
    rows = list(csv.DictReader(io.StringIO(written.getvalue().decode())))
    assert len(rows) == count
    return rows


def test_there_is_a_row_for_each_whom_the_trainer_coaches_and_for_nobody_else(db: Database) -> None:
    assert [each["name"] for each in _rows(db, AskedView())] == ["Ann", "Bob"]


def test_the_rows_are_those_of_the_view_in_its_order(db: Database) -> None:
    rows = _rows(db, AskedView(show="idle", sort="name", down=True))

    assert [each["email"] for each in rows] == ["bob@example.org", "ann@example.org"]


def test_whoever_coaches_nobody_gets_the_heads_alone(db: Database) -> None:
    written = io.BytesIO()

    assert write_roster(db, AskedView(), written, an_act(a_user(db, "ann"))) == 0
    assert written.getvalue().startswith(b"name,email,plan,")


def test_a_name_that_a_spreadsheet_would_run_is_written_as_text(db: Database) -> None:
    tom = a_trainer(db)
    new = NewUser(id="eve", email="eve@example.org", name="=cmd()", roles=(Role.ATHLETE,), time_zone="UTC")
    a_coaching(db, tom, add_user(db, new, an_act(ADMIN)))
    written = io.BytesIO()

    write_roster(db, AskedView(), written, an_act(tom))

    assert "\r\n'=" in written.getvalue().decode()
