"""The application: every route of the API on one database."""

from litestar import Litestar

from mesocycle.api import documentation
from mesocycle.api.nouns import ROUTES
from mesocycle.api.service import Service
from mesocycle.api.serving import handlers, litestar
from mesocycle.settings import Settings
from mesocycle.storage.database import Database


def create_app(settings: Settings, db: Database) -> Litestar:
    """Make the application; the database is the caller's, and closed by them."""
    service = Service(settings, db)
    return litestar(service, [*handlers(service, ROUTES), *documentation.HANDLERS])
