"""Reference values by the client."""

from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user
from tests.client.conftest import ClientOf


def test_of_two_values_the_later_is_in_force_and_both_stay(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    for kilograms, since in ((80, "2026-01-01"), (82, "2026-02-01")):
        weighed = NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=kilograms, unit="kg", valid_from=since)
        client.reference_values.add(weighed)

    assert [each.value for each in client.reference_values.in_force(on="2026-01-15")] == [80]
    assert [each.value for each in client.reference_values.in_force(on="2026-02-15")] == [82]
    assert [each.value for each in client.reference_values.every(kind=ReferenceKind.BODYWEIGHT)] == [80, 82]
