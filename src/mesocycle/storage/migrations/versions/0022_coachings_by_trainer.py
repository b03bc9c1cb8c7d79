"""All links of a trainer, ended ones too, are found without looking at everybody's."""

from alembic import op

revision = "0022_coachings_by_trainer"
down_revision = "0021_keys_apart"


def upgrade() -> None:
    """Index links by their trainer."""
    op.create_index("ix_coaching_trainer_id", "coaching", ["trainer_id"])
