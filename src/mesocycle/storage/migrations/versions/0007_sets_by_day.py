"""Performed sets by day: what weeks and records are summed from, in the order of days."""

from alembic import op

revision = "0007_sets_by_day"
down_revision = "0006_import_runs"


def upgrade() -> None:
    """Make the index that holds all that is summed."""
    op.create_index(
        "ix_performed_set_day",
        "performed_set",
        [
            *("user_id", "day", "exercise_variant_id", "exercise_id", "set_type", "section_id"),
            *("sides", "reps", "load_kg", "rpe", "rir"),
        ],
    )
