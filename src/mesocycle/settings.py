"""What can be set from outside: `MESOCYCLE_*` variables, and where data lies by default."""

import os
from pathlib import Path

from platformdirs import user_data_path

DATABASE_URL = "MESOCYCLE_DATABASE_URL"
"""Which database is used where the command line names none."""
TRACEBACK = "MESOCYCLE_TRACEBACK"
"""Set to anything: an unexpected error is shown with its traceback, for a report of it."""


def data_folder() -> Path:
    """Give the folder of the user's own data; it need not exist."""
    return user_data_path("mesocycle", appauthor=False)


def database_url() -> str:
    """Give the address of the database: as the environment says, else a file among the user's own data."""
    given = os.environ.get(DATABASE_URL, "").strip()
    return given or f"sqlite:///{data_folder() / 'mesocycle.sqlite'}"


def wants_traceback() -> bool:
    """Tell whether unexpected errors are to be shown whole."""
    return bool(os.environ.get(TRACEBACK))
