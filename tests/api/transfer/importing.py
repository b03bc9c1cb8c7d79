"""What the tests of transfer share."""

import threading
from datetime import UTC, datetime
from typing import Self

from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.instant import instant
from tests.api.conftest import SignedClient
from tests.api.uploading import Uploaded, imported

HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"


ROWS = (
    "2024-11-28 17:36:08,Legs,35m,Squat (Barbell),1,100.0,5.0,0,0.0,",
    "2024-11-30 17:36:08,Legs,35m,Kettlebell Corner Carry,1,24.0,1.0,0,0.0,",
    "2024-12-02 17:36:08,Legs,35m,Squat (Barbell),1,many,5.0,0,0.0,",
)


STRONG = {"source": "strong", "name": "strong.csv", "weightUnit": "kg"}


WISH = ImportRequest(source=ImportSource.STRONG, name="strong.csv", weight_unit="kg")


def a_file(*rows: str) -> bytes:
    return "\n".join((HEADER, *(rows or ROWS), "")).encode()


def taken(client: SignedClient, *rows: str, **query: object) -> Uploaded:
    return imported(client, a_file(*rows), **STRONG, **query)


class HeldFile:
    """A file that lets nobody read it before it is told to."""

    def __init__(self, body: bytes, *, held: bool = True) -> None:
        self._body = body
        self.reached = threading.Event()
        self.go_on = threading.Event()
        self.closed = False
        if not held:
            self.go_on.set()

    def read(self) -> bytes:
        self.reached.set()
        self.go_on.wait()
        return self._body

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def now() -> str:
    return instant(datetime.now(UTC))
