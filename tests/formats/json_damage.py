"""JSON damaged at random so that it stays JSON: values odd, lost, doubled, or in the place of others."""

import json
import random
from typing import Any

ODD: tuple[object, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, -(2**31) - 1, 2**53 + 1, 2**63, 10**400, 0.5, -0.0, 1e308, 1e-320),
    *("", " ", "x", "\0", "\ud800", "\u2028", "\ufeff", "é" * 70, "x" * 5000, "a b", "../x", "9" * 400, "nan", "--"),
    *("ann", "tom", "annie", "the-admin", "0001-01-01", "2026-02-30", "9999-12-31", "2026-01-05", "24:00", "07:30"),
    *("2026-01-05T09:00:00.000Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "2026-01-05T09:00:00+14:00"),
    *("scheduled", "in-progress", "completed", "skipped", "own", "imported", "replaced", "active", "UTC", "kg"),
    *([], {}, [[]], [None], {"": None}, {"_id": "x"}, {"$oid": "64b7f0c2a1d3e45f67890001"}, {"$oid": "zz"}),
    *({"$date": "2025-03-03T08:10:00Z"}, {"$date": {"$numberLong": "9" * 30}}, {"$date": 0, "x": 1}, {"$date": []}),
    *({"$numberInt": "5"}, {"$numberInt": 5}, {"$numberDouble": "Infinity"}, {"$numberDecimal": "1E+6144"}),
)

_Places = list[tuple[Any, Any]]


def damaged_json(text: bytes, chance: random.Random) -> bytes:
    """Damage a JSON object or list in one to four places; what is none, or is nested too deeply, stays as it is."""
    try:
        return _damaged(json.loads(text), chance)
    except (ValueError, RecursionError):
        return text


def _damaged(value: Any, chance: random.Random) -> bytes:  # noqa: ANN401  # any JSON
    for _ in range(chance.randint(1, 4)):
        places = _places(value, [])
        if not places:
            break
        _damage(chance.choice(places), places, chance)
    indent = chance.choice((None, None, None, 1))
    return json.dumps(value, ensure_ascii=chance.random() < 0.3, separators=(",", ":"), indent=indent).encode(
        errors="surrogatepass"
    )


def _places(value: Any, found: _Places) -> _Places:  # noqa: ANN401  # any JSON
    """Give every place in a value, as its container and the key or index there."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            found.append((value, key))
            _places(value[key], found)
    return found


def _damage(place: tuple[Any, Any], places: _Places, chance: random.Random) -> None:
    container, key = place
    other, at = chance.choice(places)
    match chance.randrange(8):
        case 0 | 1 | 2:
            container[key] = _copy(chance.choice(ODD))
        case 3 | 4:
            container[key] = _copy(other[at])
        case 5:
            del container[key]
        case 6 if isinstance(container, list):
            container.insert(key, _copy(container[key]))
        case 6:
            container[str(chance.choice(ODD))[:80]] = _copy(container[key])
        case _:
            container[key] = _nested(container[key], chance.choice((1, 2, 60, 200)))


def _copy(value: Any) -> Any:  # noqa: ANN401  # any JSON
    return json.loads(json.dumps(value))


def _nested(value: Any, depth: int) -> Any:  # noqa: ANN401  # any JSON
    value = _copy(value)
    for _ in range(depth):
        value = [value]
    return value
