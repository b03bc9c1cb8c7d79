"""What names of exercises from elsewhere mean to a user: confirmed once, kept."""

from collections.abc import Mapping

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.storage.database import Read, Write
from mesocycle.storage.import_tables import exercise_choice
from mesocycle.storage.rows import insert


def keep(write: Write, choices: Mapping[str, Id]) -> None:
    """Store what names mean, each by its `normal_name`; a choice made again takes the place of the first."""
    insert(
        write.connection,
        exercise_choice,
        ("user_id", "name", "exercise_variant_id", "at"),
        [(write.owner, name, variant, write.now) for name, variant in choices.items()],
        tail="on conflict (user_id, name) do update set exercise_variant_id = excluded.exercise_variant_id, "
        "at = excluded.at where exercise_choice.exercise_variant_id <> excluded.exercise_variant_id",
    )


def of_user(read: Read, user_id: Id) -> dict[str, Id]:
    """Give all that a user chose: variant ids by `normal_name`."""
    rows = read.execute(
        sa.select(exercise_choice.c.name, exercise_choice.c.exercise_variant_id).where(
            exercise_choice.c.user_id == user_id
        )
    )
    return {row.name: row.exercise_variant_id for row in rows}
