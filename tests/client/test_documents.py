"""Every document but reports is imported from the client by its name."""

import mesocycle.client
from mesocycle.client import documents
from tests.api.routed import routed_types

OURS = {each for each in routed_types() if not each.__module__.startswith("mesocycle.analytics.")}


def test_every_document_that_a_route_takes_or_gives_has_its_name_in_the_client() -> None:
    assert len(OURS) > 150
    assert {each.__name__ for each in OURS if getattr(mesocycle.client, each.__name__, None) is not each} == set()
    assert {each.__name__ for each in OURS} <= set(documents.__all__)
