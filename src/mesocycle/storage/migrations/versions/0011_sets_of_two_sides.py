"""Performed sets say as how many they count, of two sides once, and what was suggested for them."""

from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa
from alembic import op

from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.log.rows import other_sides, shown_numbers
from mesocycle.storage.engine.rows import Row

revision = "0011_sets_of_two_sides"
down_revision = "0010_roll_out_undo"

_PAGE = 500
_LOG = msgspec.json.Decoder(WorkoutPerformanceLog)
_SET = sa.table(
    "performed_set",
    *(sa.column(name) for name in ("user_id", "session_id", "id", "counts")),
    *(sa.column(name) for name in ("suggested_kg", "suggested_reps", "suggested_s")),
)
_SESSION = sa.table("workout_session", *(sa.column(name) for name in ("user_id", "id", "performance_log")))


def upgrade() -> None:
    """Add the columns, fill them from the logs that say a side or a suggestion, and put the first into the index."""
    op.add_column("performed_set", sa.Column("counts", sa.Integer(), nullable=False, server_default=sa.text("1")))
    for name, kind in (("suggested_kg", sa.Float()), ("suggested_reps", sa.Integer()), ("suggested_s", sa.Float())):
        op.add_column("performed_set", sa.Column(name, kind, nullable=True))
    for page in _pages():
        _fill(page)
    op.drop_index("ix_performed_set_day", "performed_set")
    op.create_index(
        "ix_performed_set_day",
        "performed_set",
        [
            *("user_id", "day", "exercise_variant_id", "exercise_id", "set_type", "section_id"),
            *("sides", "reps", "load_kg", "rpe", "rir", "counts"),
        ],
    )


def _fill(page: Sequence[Row]) -> None:
    set_columns = (
        _SET.update()
        .where(
            _SET.c.user_id == sa.bindparam("owner"),
            _SET.c.session_id == sa.bindparam("session"),
            _SET.c.id == sa.bindparam("one"),
        )
        .values({name: sa.bindparam(f"new_{name}") for name in _NEW})
    )
    made = [{"owner": row.user_id, "session": row.id, **each} for row in page for each in _told(row.performance_log)]
    if made:
        op.get_bind().execute(set_columns, made)


_NEW = ("counts", "suggested_kg", "suggested_reps", "suggested_s")


def _told(text: str) -> Iterator[dict[str, object]]:
    """Give the columns of the sets that differ from any other's; a log of a foreign form says nothing."""
    try:
        log = _LOG.decode(text)
    except msgspec.DecodeError:
        return
    for section in log.sections:
        for exercise in section.exercises:
            others = other_sides(exercise)
            for one in exercise.sets:
                numbers = (0 if one.id in others else 1, *shown_numbers(one.suggested))
                if numbers != (1, None, None, None):
                    yield {"one": one.id} | {f"new_{name}": value for name, value in zip(_NEW, numbers, strict=True)}


def _pages() -> Iterator[Sequence[Row]]:
    key, last = sa.tuple_(_SESSION.c.user_id, _SESSION.c.id), ("", "")  # before every id
    says = sa.or_(
        _SESSION.c.performance_log.contains('"suggested"'), _SESSION.c.performance_log.contains('"unilateralSide"')
    )
    asked = sa.select(*_SESSION.c).where(says).order_by(_SESSION.c.user_id, _SESSION.c.id).limit(_PAGE)
    while page := op.get_bind().execute(asked.where(key > last)).all():
        yield page
        last = (page[-1].user_id, page[-1].id)
