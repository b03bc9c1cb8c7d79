"""What the tests of running share."""

import msgspec

from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import ReferenceValue

FIRST, LAST = "2026-01-05", "2026-01-18"


def a_value(kind: ReferenceKind, **given: object) -> ReferenceValue:
    unit = "s/km" if kind is ReferenceKind.RACE_PACE else "bpm"
    document = {
        "_id": kind.value,
        "userId": "u",
        "kind": kind,
        "unit": unit,
        "validFrom": "2026-01-01",
        "source": "tested",
    }
    return msgspec.convert({**document, **given}, ReferenceValue)
