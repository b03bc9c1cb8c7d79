"""The application: every route of the API and of the pages on one database."""

from collections.abc import Mapping

from litestar import Litestar

from mesocycle.api.description import documentation
from mesocycle.api.description.nouns import ROUTES
from mesocycle.api.frame.problems import API
from mesocycle.domain.reading.forms import know_every_form
from mesocycle.http.limits import Limits
from mesocycle.http.service import Service
from mesocycle.http.serving import Direct, handlers, litestar
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.web import pages
from mesocycle.web.frame import static
from mesocycle.web.frame.surface import WEB


def create_app(
    settings: ServerSettings, db: Database, limits: Limits | None = None, origins: Mapping[str, str] | None = None
) -> Litestar:
    """Make the application; the database is the caller's, and closed by them."""
    know_every_form()
    service = Service(settings, db, limits, origins)
    every = [
        *handlers(service, API, ROUTES),
        *documentation.HANDLERS,
        *handlers(service, WEB, pages.ROUTES),
        *static.HANDLERS,
    ]
    direct = Direct()
    direct.add(API, ROUTES)
    direct.add(WEB, pages.ROUTES)
    return litestar(service, [API, WEB], every, direct)
