"""What came of an archive's lines: counted by part, the rejected ones told, each an item where that is asked."""

from collections import Counter
from itertools import accumulate
from typing import Any

from mesocycle.bulk.archive_rules import Refused
from mesocycle.domain.archive import ArchiveManifest, ArchivePart, LineRejected, PartTaken
from mesocycle.domain.imports import ImportedItem, ItemOutcome
from mesocycle.domain.session_summary import title_of
from mesocycle.formats.archive import file_of, whose

MOST_TOLD = 1000
"""How many rejected lines are named one by one; items are all of them."""


class LinesTold:
    """Hears of every line of an archive once."""

    def __init__(self, manifest: ArchiveManifest, *, as_items: bool) -> None:
        """Begin with nothing told; items are known by the places that their lines have among all."""
        lines = {part.name: part.lines for part in manifest.parts}
        before = accumulate((lines[part] for part in ArchivePart), initial=0)
        self._before = dict(zip(ArchivePart, before, strict=False))
        self._counts: dict[ArchivePart, Counter[ItemOutcome]] = {part: Counter() for part in ArchivePart}
        self._as_items = as_items
        self.items: dict[int, ImportedItem] = {}
        self.rejected: list[LineRejected] = []

    @property
    def parts(self) -> tuple[PartTaken, ...]:
        """Say what came of each part."""
        return tuple(
            PartTaken(
                part=part,
                imported=counts[ItemOutcome.IMPORTED] + counts[ItemOutcome.BROUGHT_BACK],
                already_there=counts[ItemOutcome.ALREADY_THERE],
                rejected=counts[ItemOutcome.REJECTED],
            )
            for part, counts in self._counts.items()
        )

    def note(self, part: ArchivePart, line: int, document: Any, outcome: ItemOutcome) -> None:  # noqa: ANN401  # of any part
        """Hear what came of a line."""
        self._counts[part][outcome] += 1
        if self._as_items:
            self._keep(part, line, _item(part, line, document, outcome))

    def reject(self, part: ArchivePart, line: int, document: Any, no: Refused) -> None:  # noqa: ANN401  # the same
        """Hear of a line that is not taken in."""
        self._counts[part][ItemOutcome.REJECTED] += 1
        self.tell(part, line, whose(document), no)
        if self._as_items:
            self._keep(part, line, _item(part, line, document, ItemOutcome.REJECTED, no))

    def tell(self, part: ArchivePart, line: int, named: str, no: Refused) -> None:
        """Tell what was not taken over; beyond the most that are told, only the count goes on."""
        if len(self.rejected) < MOST_TOLD:
            told = LineRejected(part=part, line=line, id=named, reason=no.reason, remedy=no.remedy)
            self.rejected.append(told)

    def _keep(self, part: ArchivePart, line: int, item: ImportedItem) -> None:
        self.items[self._before[part] + line - 1] = item


def _item(
    part: ArchivePart,
    line: int,
    document: Any,  # noqa: ANN401  # a line of any part
    outcome: ItemOutcome,
    no: Refused | None = None,
) -> ImportedItem:
    """Give a line as an item: a session by its workout's name and day, all else by its id."""
    session = document.session if part is ArchivePart.SESSIONS else None
    return ImportedItem(
        file=file_of(part),
        line=line,
        name=whose(document) if session is None else title_of(bytes(session.workout_snapshot)).name,
        day=None if session is None else session.performed_date or session.scheduled_date,
        outcome=outcome,
        session_id=None if session is None or no is not None else session.id,
        reason=None if no is None else no.reason,
        remedy=None if no is None else no.remedy,
    )
