"""The application as it is put together."""

import subprocess
import sys
from pathlib import Path

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


NOT_AT_ONCE = {"altair", "httpx", "icalendar", "lxml", "PIL", "psycopg", "pyarrow", "pydantic"}


def test_what_most_servers_never_need_is_not_loaded_by_one_that_begins(tmp_path: Path) -> None:
    code = f"""
import sys
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
app = create_app(ServerSettings(threads=1), Database.open("sqlite:///{tmp_path}/none.sqlite"))
print(*{NOT_AT_ONCE} & set(sys.modules), flush=True)
app._service.close()
"""

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.split() == []
