"""Who is told of an import while it goes on: how much there is, and what came of each item."""

from collections.abc import Callable, Mapping, Sequence

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.imports.result import ImportedItem
from mesocycle.storage.engine.database import Write, new_id

Progress = Callable[[int, int], None]
"""Told (done, all) after each chunk."""


def silent(_done: int, _all: int) -> None:
    """Tell nobody."""


class ImportObserver:
    """Nobody is told; whoever wants to be overrides what they want to hear. Items are known by their places."""

    import_id: Id | None = None
    """The id that the import is to have; None: a new one."""

    def begun(self, of: int) -> None:
        """Hear how many items there are."""

    def told(self, items: Mapping[int, ImportedItem]) -> None:
        """Hear of items that nothing is to be done for."""

    def kept(self, write: Write, items: Mapping[int, ImportedItem]) -> None:
        """Hear, inside the write that did it, what came of items; raise to take the write back."""


SILENT = ImportObserver()


class Renumbered(ImportObserver):
    """Tells of some items under the places that they have among all."""

    def __init__(self, telling: ImportObserver, places: Sequence[int]) -> None:
        """Give the place among all of each of the some."""
        self.import_id = telling.import_id
        self._telling = telling
        self._places = places

    def told(self, items: Mapping[int, ImportedItem]) -> None:
        """Pass it on."""
        self._telling.told(self._placed(items))

    def kept(self, write: Write, items: Mapping[int, ImportedItem]) -> None:
        """Pass it on."""
        self._telling.kept(write, self._placed(items))

    def _placed(self, items: Mapping[int, ImportedItem]) -> dict[int, ImportedItem]:
        return {self._places[place]: item for place, item in items.items()}


def id_for(telling: ImportObserver, now: Instant) -> Id:
    """Give the id of an import that begins."""
    return telling.import_id or new_id(now)
