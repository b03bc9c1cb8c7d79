"""Answers that are lost, lists that are long."""

import pytest

from mesocycle.client import Unreachable
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user
from tests.client.conftest import ClientOf
from tests.client.lossy import LosesAnswers


def test_a_change_whose_answer_is_lost_is_sent_again_and_done_once(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    network = LosesAnswers("POST", 2)
    lossy = client_of(ann, transport=network)

    added = lossy.reference_values.add(NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=80, unit="kg"))

    assert network.sent == 3
    assert [each.id for each in client_of(ann).reference_values.every()] == [added.id]


def test_where_no_answer_comes_at_all_the_client_says_so_and_names_the_key(db: Database, client_of: ClientOf) -> None:
    lossy = client_of(a_user(db), transport=LosesAnswers("POST", 99), tries=2)

    with pytest.raises(Unreachable) as told:
        lossy.reference_values.add(NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=80, unit="kg"))

    assert told.value.key


def test_a_long_list_comes_page_by_page(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    client = client_of(ann)
    for kilograms in range(70, 75):
        client.reference_values.add(NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=kilograms, unit="kg"))

    pages = client.connection.pages("/reference-values", dict[str, object], limit=2)

    assert [each["value"] for each in pages] == [70, 71, 72, 73, 74]
