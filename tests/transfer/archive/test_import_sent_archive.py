"""An archive sent to a server: each of its lines an item, all or nothing of it."""

import pytest

from mesocycle.domain.imports.result import ItemOutcome
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from mesocycle.transfer.archive.import_sent_archive import import_sent_archive
from mesocycle.transfer.kept.progress import SILENT
from tests.arrange import NOW, a_user, an_act
from tests.transfer.test_archive import a_history, exported


class BrokenOffError(Exception):
    """Whoever carries the import out stops."""


def stop() -> None:
    """End the import after its first batch."""
    raise BrokenOffError


@pytest.mark.parametrize("dry_run", [True, False])
def test_every_line_is_an_item_and_a_look_beforehand_tells_the_same_and_changes_nothing(
    db: Database, elsewhere: Database, dry_run: bool
) -> None:
    _, ann = a_history(elsewhere)
    archive = exported(elsewhere, ann)
    here = a_user(db, "ann")

    result = import_sent_archive(db, "ann", archive, SILENT, lambda: None, an_act(here, NOW), dry_run=dry_run)

    assert result.count(ItemOutcome.IMPORTED) > 10
    assert all(item.reason and item.remedy for item in result.items if item.outcome is ItemOutcome.REJECTED)
    assert (result.import_id is None) is dry_run
    with db.read() as read:
        assert bool(sessions.between(read, "ann", "2026-01-01", "2026-12-31")) is not dry_run


def test_an_import_that_ends_early_leaves_nothing(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(elsewhere)
    archive = exported(elsewhere, ann)
    here = a_user(db, "ann")

    with pytest.raises(BrokenOffError):
        import_sent_archive(db, "ann", archive, SILENT, stop, an_act(here, NOW), dry_run=False)

    with db.read() as read:
        assert sessions.between(read, "ann", "2026-01-01", "2026-12-31") == []


def test_nobody_sends_an_archive_into_the_training_of_another(db: Database, elsewhere: Database) -> None:
    _, ann = a_history(elsewhere)
    archive = exported(elsewhere, ann)
    a_user(db, "ann")
    eve = a_user(db, "eve")

    with pytest.raises((NotFound, NotPermitted)):
        import_sent_archive(db, "ann", archive, SILENT, lambda: None, an_act(eve, NOW), dry_run=False)
