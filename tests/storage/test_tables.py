"""Every table, for both engines."""

import enum
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin
from mesocycle.domain.assignment.receipt import ReceiptKind
from mesocycle.domain.assignment.roll_out import MemberStatus, RollOutStatus
from mesocycle.domain.calendar.address import Whose
from mesocycle.domain.conversation import ReadSubject
from mesocycle.domain.imports.result import ImportSource, ImportStatus, ItemOutcome
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import CoachingStatus, Sees, Units
from mesocycle.domain.plan.keeping import KeptKind, TagSubject
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.session.session import RemovalReason, SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.upkeep import UpkeepKind, UpkeepStatus
from mesocycle.storage import tables
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import metadata
from tests.storage.catalog import catalog

PLAN = {"routine", "routine_version", "exercise"}


HISTORY = {
    "workout_session",
    "deleted_session",
    "session_event",
    "performed_set",
    "receipt",
    "workout_snapshot",
}


ENUMS: dict[tuple[str, str], type[enum.StrEnum]] = {
    ("app_user", "units"): Units,
    ("coaching", "status"): CoachingStatus,
    ("coaching", "sees"): Sees,
    ("api_token", "scope"): TokenScope,
    ("reference_value", "kind"): ReferenceKind,
    ("routine_assignment", "status"): AssignmentStatus,
    ("routine_assignment", "origin"): Origin,
    ("workout_session", "status"): SessionStatus,
    ("deleted_session", "reason"): RemovalReason,
    ("session_event", "kind"): EventKind,
    ("receipt", "kind"): ReceiptKind,
    ("roll_out", "status"): RollOutStatus,
    ("roll_out_member", "status"): MemberStatus,
    ("data_import", "source"): ImportSource,
    ("import_run", "source"): ImportSource,
    ("import_run", "status"): ImportStatus,
    ("import_run_item", "outcome"): ItemOutcome,
    ("calendar_feed", "whose"): Whose,
    ("read_mark", "subject"): ReadSubject,
    ("tag", "kind"): TagSubject,
    ("kept_part", "kind"): KeptKind,
    ("upkeep_run", "kind"): UpkeepKind,
    ("upkeep_run", "status"): UpkeepStatus,
}


PROGRESS_OF_TRAINERS = {"roll_out_member"}


FOUND_BY_HASH = {"sign_in", "api_token", "reset_link", "calendar_feed", "device", "rest_call"}
"""Whose they are is known only once they are found."""


NOT_OWNED = PROGRESS_OF_TRAINERS | FOUND_BY_HASH


USER_OWNED = [t for t in metadata.sorted_tables if "user_id" in t.c and t.name not in NOT_OWNED]


def test_every_check_of_a_kind_or_status_names_exactly_the_values_of_its_enum(db: Database) -> None:
    found: dict[tuple[str, str], set[str]] = {}
    with db.read() as read:
        for table in metadata.tables:
            for check in sa.inspect(read.connection).get_check_constraints(table):
                column = str(check["name"]).removeprefix(f"ck_{table}_")
                found[table, column] = set(re.findall(r"'([^']*)'", check["sqltext"]))

    assert found == {place: {kind.value for kind in kinds} for place, kinds in ENUMS.items()}


def test_no_foreign_key_cascades_and_none_leads_from_plan_to_history(db: Database) -> None:
    with db.read() as read:
        inspector = sa.inspect(read.connection)
        keys = [(table, key) for table in metadata.tables for key in inspector.get_foreign_keys(table)]

    assert keys
    assert [key for _, key in keys if set(key["options"]) & {"ondelete", "onupdate"}] == []
    assert [(t, k) for t, k in keys if t in HISTORY and k["referred_table"] in PLAN] == []
    assert [(t, k) for t, k in keys if t in PLAN and k["referred_table"] in HISTORY] == []


@pytest.mark.parametrize("table", USER_OWNED, ids=lambda table: str(table.name))
def test_every_user_owned_table_can_be_spread_by_user(table: sa.Table) -> None:
    owned = {t.name for t in USER_OWNED}
    unique = [c for c in table.constraints if isinstance(c, sa.UniqueConstraint)]
    indexes = [i for i in table.indexes if i.unique]
    keys = [k for k in table.foreign_key_constraints if k.referred_table.name in owned]

    assert next(iter(table.primary_key.columns)).name == "user_id"
    assert all("user_id" in constraint.columns for constraint in unique)
    assert all("user_id" in index.columns for index in indexes)
    assert all(("user_id", "user_id") in [(e.parent.name, e.column.name) for e in k.elements] for k in keys)


# SQLAlchemy can't reflect an index over an expression on SQLite; its name is in the catalog all the same
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_every_constraint_and_index_has_a_name_of_its_own_choosing(db: Database) -> None:
    names = [key.split()[1] for key in catalog(db) if key.startswith("index ")]
    with db.read() as read:
        inspector = sa.inspect(read.connection)
        for table in metadata.tables:
            names += [
                str(constraint["name"])
                for constraint in (
                    inspector.get_pk_constraint(table),
                    *inspector.get_unique_constraints(table),
                    *inspector.get_check_constraints(table),
                    *inspector.get_foreign_keys(table),
                )
            ]

    # SQLite names the indexes behind keys itself, however well the keys are named
    assert [n for n in names if not re.match("(pk|uq|ck|fk|ix)_|sqlite_autoindex_", n)] == []


def test_whoever_opens_a_database_knows_every_table_whatever_else_is_loaded() -> None:
    modules = sorted(each.stem for each in Path(tables.__file__).parent.glob("[!_]*.py"))
    asked = "import sys, mesocycle.storage.engine.database; print(*(n for n in sys.modules if '.storage.tables.' in n))"

    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert sorted(each.rpartition(".")[2] for each in ran.stdout.split()) == modules
