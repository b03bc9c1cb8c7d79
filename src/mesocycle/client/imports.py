"""Files of other programs and of watches, sent to be imported: how far each is, and what came of it."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from mesocycle.client.connection import Connection, QueryValues
from mesocycle.domain.document import Id
from mesocycle.domain.imports.names import ExerciseMatch
from mesocycle.domain.imports.request import UploadSource
from mesocycle.domain.imports.result import Import, ImportedItem, ItemOutcome, NewExerciseChoice
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.quantity import WeightUnit


class Imports:
    """The imports of one user; the same file sent again changes nothing."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def send(
        self,
        file: Path | BinaryIO,
        source: UploadSource,
        *,
        name: str | None = None,
        weight_unit: WeightUnit | None = None,
        distance_unit: Literal["m", "km", "mi"] | None = None,
        decimal: Literal["point", "comma"] | None = None,
        session_id: Id | None = None,
        apart: bool = False,
        lines: Sequence[int] = (),
        dry_run: bool = False,
    ) -> Import:
        """Send a file, a piece at a time; the server imports it behind its answer (`progress` tells how far).

        A stream is read from where it stands and must be able to go back there, should the file have to be sent again.
        Units and the decimal mark are for files that do not say them, `session_id` and `apart` for activities,
        `apart` and `lines` for lists of them.
        """
        asked = {
            **self._whose,
            "source": source,
            "name": name or (file.name if isinstance(file, Path) else None),
            "weightUnit": weight_unit,
            "distanceUnit": distance_unit,
            "decimal": decimal,
            "sessionId": session_id,
            "apart": apart or None,
            "lines": [str(each) for each in lines] or None,
            "dryRun": dry_run or None,
        }
        if not isinstance(file, Path):
            return self._at.upload("/imports", Import, file, query=asked)
        with file.open("rb") as stream:
            return self._at.upload("/imports", Import, stream, query=asked)

    def every(self) -> Iterator[Import]:
        """Give all imports, newest first."""
        return self._at.pages("/imports", Import, self._whose)

    def get(self, import_id: Id) -> Import:
        """Tell how far an import is."""
        return self._at.get(f"/imports/{import_id}", Import, self._whose)

    def progress(self, import_id: Id, *, every_s: float = 0.5) -> Iterator[Import]:
        """Tell again and again how far an import is, until it has ended."""
        while True:
            now = self.get(import_id)
            yield now
            if now.progress is None or not now.progress.status.goes_on:
                return
            time.sleep(every_s)

    def items(self, import_id: Id, *, outcome: Sequence[ItemOutcome] = ()) -> Iterator[ImportedItem]:
        """Give what came of the items of a file, in their order."""
        asked = {**self._whose, "outcome": [each.value for each in outcome] or None}
        return self._at.pages(f"/imports/{import_id}/items", ImportedItem, asked)

    def exercises(self, import_id: Id) -> Iterator[ExerciseMatch]:
        """Give what the names of exercises in a file were taken for."""
        return self._at.pages(f"/imports/{import_id}/exercises", ExerciseMatch, self._whose)

    def choose(self, name: str, exercise: str) -> LibraryExercise:
        """Say what a name means in every import to come."""
        choice = NewExerciseChoice(name=name, exercise=exercise)
        return self._at.change("POST", "/imports/exercise-choices", LibraryExercise, choice, query=self._whose)

    def undo(self, import_id: Id) -> Import:
        """Take a whole import back; the same file brings its sessions back."""
        return self._at.change("POST", f"/imports/{import_id}/undo", Import, query=self._whose)
