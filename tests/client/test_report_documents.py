"""Every document of a report is imported from the client by its name."""

import mesocycle.client
from mesocycle.client import report_documents
from tests.api.routed import routed_types

OURS = {each for each in routed_types() if each.__module__.startswith("mesocycle.analytics.")}


def test_every_document_that_a_route_takes_or_gives_has_its_name_in_the_client() -> None:
    assert len(OURS) > 50
    assert {each.__name__ for each in OURS if getattr(mesocycle.client, each.__name__, None) is not each} == set()
    assert {each.__name__ for each in OURS} <= set(report_documents.__all__)
