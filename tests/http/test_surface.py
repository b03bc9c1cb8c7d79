"""A surface says no in its own words."""

import pytest
from litestar.testing import TestClient

from mesocycle.http.answers import Answer
from mesocycle.http.service import Service
from mesocycle.http.serving import Direct, litestar
from mesocycle.http.surface import Surface
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database


def a_surface(prefix: str, says: bytes) -> Surface:
    """Give a surface that says the same to every no."""
    return Surface(
        prefix=prefix,
        owns=lambda path: path.startswith(prefix),
        refuse=lambda _no, _scope: Answer(404, {"content-type": "text/plain"}, says),
    )


@pytest.mark.parametrize(("path", "says"), [("/one/x", "one"), ("/two/x", "two"), ("/elsewhere", "two")])
def test_what_is_not_there_is_refused_by_the_surface_whose_path_it_is_and_else_by_the_last(
    db: Database, path: str, says: str
) -> None:
    surfaces = [a_surface("/one", b"one"), a_surface("/two", b"two")]

    with TestClient(litestar(Service(ServerSettings(threads=2), db), surfaces, [], Direct())) as client:
        answer = client.get(path)

    assert (answer.status_code, answer.text) == (404, says)
