"""What can be set from outside: a TOML file, above it `MESOCYCLE_*` variables, and what holds without them."""

import os
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta
from platformdirs import user_config_path, user_data_path

SETTING_PREFIX = "MESOCYCLE_"
CONFIG = "MESOCYCLE_CONFIG"
"""Which TOML file holds the settings; without it `mesocycle.toml` in the folder of the user's own settings."""
DATABASE_URL = SETTING_PREFIX + "DATABASE_URL"
TRACEBACK = "MESOCYCLE_TRACEBACK"
"""Set to anything: an unexpected error is shown with its traceback, for a report of it."""


PUSH_SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)
"""Those of the browsers that people have."""


def data_folder() -> Path:
    """Give the folder of the user's own data; it need not exist."""
    return user_data_path("mesocycle", appauthor=False)


def config_file() -> Path:
    """Give the file that holds the settings where none is named; it need not exist."""
    return user_config_path("mesocycle", appauthor=False) / "mesocycle.toml"


def wants_traceback() -> bool:
    """Tell whether unexpected errors are to be shown whole."""
    return bool(os.environ.get(TRACEBACK))


def _own_file() -> str:
    return f"sqlite:///{data_folder() / 'mesocycle.sqlite'}"


def _own_backups() -> str:
    return str(data_folder() / "backups")


def _two_a_processor() -> int:
    """Give how many threads are worth it: more only take turns at the interpreter, and cost a third of the answers."""
    return max(4, 2 * (os.cpu_count() or 1))


def _means(sentence: str, *, form: str | None = None, unset: str | None = None, **limits: Any) -> Meta:  # noqa: ANN401  # limits are Meta's own, of several types
    """Document a setting: what it means, how it is written, what holds where it is not set."""
    return Meta(description=sentence, extra={"form": form, "unset": unset}, **limits)


class ServerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting with its default; `database_url` and `metrics_token` are secret."""

    database_url: Annotated[
        str,
        _means(
            "The database: a file of SQLite or a PostgreSQL server.",
            form="sqlite:///path/to/file.db or postgresql://user:password@host/name",
            unset="mesocycle.sqlite in the folder of your own data",
            min_length=1,
        ),
    ] = msgspec.field(default_factory=_own_file)
    pooler: Annotated[
        Literal["none", "transaction"],
        _means(
            "What stands between the server and PostgreSQL: nothing, or a pooler that gives connections for single "
            "transactions, like PgBouncer with pool_mode = transaction."
        ),
    ] = "none"
    host: Annotated[
        str,
        _means(
            "Where the server listens; 0.0.0.0 is every address of this machine.",
            form="an address of this machine or its name",
            min_length=1,
        ),
    ] = "127.0.0.1"
    port: Annotated[int, _means("The port that the server listens on.", ge=1, le=65535)] = 8000
    public_url: (
        Annotated[
            str,
            _means(
                "How people reach the server from outside, for links and cookies.",
                form="an address without a path, like https://training.example.org",
                unset="http:// with host and port",
                pattern=r"^https?://[^/?#\s@]+/?$",
            ),
        ]
        | None
    ) = None
    secure_cookies: (
        Annotated[
            bool, _means("Whether browsers send the sign-in over TLS only.", unset="true where public_url is https")
        ]
        | None
    ) = None
    trusted_proxies: Annotated[
        tuple[str, ...],
        _means(
            "The proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.",
            form="addresses or networks, like 127.0.0.1 and 10.0.0.0/8 (in a variable parted by commas)",
        ),
    ] = ()
    sign_up: Annotated[
        Literal["open", "invitation", "closed"],
        _means("Who may make an account: anybody, whoever was invited, or nobody but an admin's hand."),
    ] = "invitation"
    sign_in_days: Annotated[int, _means("After how many days without use a sign-in ends.", ge=1, le=365)] = 30
    requests_per_minute: Annotated[
        int,
        _means(
            "How many requests one token, or one signed-in browser, may make in a minute; "
            "callers who are not known count together with their network address.",
            ge=1,
        ),
    ] = 6000
    max_body_bytes: Annotated[
        int, _means("The longest body of a request that is taken.", ge=10_000, le=1_000_000_000)
    ] = 8_000_000
    max_upload_bytes: Annotated[
        int, _means("The longest file that is taken to be imported.", ge=10_000, le=2_000_000_000)
    ] = 200_000_000
    request_timeout_s: Annotated[
        float, _means("After how many seconds a request that has no answer gets 503.", ge=0.1, le=3600)
    ] = 60.0
    stop_timeout_s: Annotated[
        float, _means("How many seconds requests in flight have to end when the server is stopped.", ge=0, le=3600)
    ] = 30.0
    processes: Annotated[
        int,
        _means(
            "How many processes serve at the one port, on PostgreSQL; not more than the machine has processors.",
            ge=1,
            le=64,
        ),
    ] = 1
    threads: Annotated[
        int,
        _means(
            "How many requests each process of the server works on at once; each has its own connection.",
            unset="two a processor, at least 4",
            ge=1,
            le=256,
        ),
    ] = msgspec.field(default_factory=_two_a_processor)
    push_services: Annotated[
        tuple[str, ...],
        _means(
            "The push services by which browsers may be called when a rest is over; the server sends to no others.",
            form="names of hosts, *.example.org for all below one (in a variable parted by commas)",
        ),
    ] = PUSH_SERVICES
    backup_folder: Annotated[
        str,
        _means(
            "Where backups lie that are made by the admin's page or over HTTP; made where it does not exist.",
            form="the path of a folder that the server may write to",
            unset="the folder backups in the folder of your own data",
            min_length=1,
        ),
    ] = msgspec.field(default_factory=_own_backups)
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], _means("From which weight on lines are logged.")
    ] = "info"
    log_format: Annotated[
        Literal["console", "json"], _means("How lines are logged: for people, or one JSON object each.")
    ] = "console"
    metrics: Annotated[bool, _means("Whether the server counts and shows its figures at /metrics.")] = True
    metrics_token: (
        Annotated[
            str,
            _means(
                "The bearer token that /metrics asks of callers from other machines.",
                form="at least 16 letters, digits or signs, no blanks",
                unset="only this machine may read /metrics",
                pattern=r"^[!-~]{16,}$",
            ),
        ]
        | None
    ) = None

    @property
    def address(self) -> str:
        """How people reach the server, without a slash at the end."""
        if self.public_url is not None:
            return self.public_url.removesuffix("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def cookies_are_secure(self) -> bool:
        """Whether cookies carry `Secure`."""
        return self.address.startswith("https://") if self.secure_cookies is None else self.secure_cookies


FIELDS = MappingProxyType({field.name: field for field in msgspec.structs.fields(ServerSettings)})
"""Every setting by its name in the file."""
LISTS = frozenset({"trusted_proxies", "push_services"})
"""Those of several values, which a variable parts by commas."""
SECRETS = frozenset({"database_url", "metrics_token"})
"""Those that no screen, log or refusal shows."""


def variable(name: str) -> str:
    """Give the environment variable of a setting."""
    return SETTING_PREFIX + name.upper()
