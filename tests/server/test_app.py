"""The application as it is put together."""

from mesocycle.api.description.nouns import ROUTES
from mesocycle.api.frame.problems import API
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database


def test_every_route_that_a_noun_tells_of_is_served_below_the_prefix_of_the_api(db: Database) -> None:
    app = create_app(ServerSettings(threads=2), db)

    served = {(method, route.path_format) for route in app.routes for method in getattr(route, "methods", ())}

    assert {(route.method, API.prefix + route.path) for route in ROUTES} <= {
        (method, path.replace(":str", "")) for method, path in served
    }
