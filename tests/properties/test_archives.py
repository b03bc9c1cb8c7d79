"""Whatever was played, everybody's archive taken in elsewhere gives the same archive, and again changes nothing."""

import io
import zipfile
from typing import ClassVar

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from mesocycle.domain.people.act import Act
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive.export_archive import export_archive
from mesocycle.transfer.archive.import_archive import import_archive
from tests.arrange import ADMIN
from tests.properties.dump import differences, dump, empty
from tests.properties.machine import TrainingMachine

PEOPLE = ("tom", "ann", "ben")
_COUNTERS = frozenset({"user_feed"})


class MovingMachine(TrainingMachine):
    """At the end of every play everybody moves to another server."""

    elsewhere: ClassVar[Database]

    def teardown(self) -> None:
        """Move, and compare what came of it with what was."""
        super().teardown()
        empty(self.elsewhere)
        act = Act(actor=ADMIN, now=self.now)
        archives = {name: _exported(self.db, name, act) for name in PEOPLE}
        for archive in archives.values():
            taken = import_archive(self.elsewhere, archive, act)
            assert [each for each in taken.rejected if each.part != "coachings"] == []
        for archive in archives.values():  # now that everybody is there the links between them come too
            import_archive(self.elsewhere, archive, act)
        there = dump(self.elsewhere)
        for name, archive in archives.items():
            import_archive(self.elsewhere, archive, act)
            assert _lines(_exported(self.elsewhere, name, act)) == _lines(archive)
        assert differences(there, dump(self.elsewhere), apart_from=_COUNTERS) == []
        assert dump(self.elsewhere)["performed_set"] == dump(self.db)["performed_set"]
        with self.elsewhere.read() as read:
            assert verify(read).findings == ()


def _exported(db: Database, user_id: str, act: Act) -> io.BytesIO:
    to = io.BytesIO()
    export_archive(db, user_id, to, act)
    return to


def _lines(archive: io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as members:
        return {name: members.read(name) for name in members.namelist()}


def test_whatever_is_played_moves_to_another_server_without_loss(db: Database, elsewhere: Database) -> None:
    machine = type("Moving", (MovingMachine,), {"database": db, "elsewhere": elsewhere, "totals": {}})

    run_state_machine_as_test(machine, settings=settings(max_examples=8, stateful_step_count=40))
