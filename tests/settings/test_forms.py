"""How settings are told: every one has a meaning, a form and a default, and secrets are hidden."""

import pytest

from mesocycle.settings import FIELDS, ServerSettings
from mesocycle.settings.forms import default_of, in_force, meaning_of, shown, written_form


@pytest.mark.parametrize("name", FIELDS)
def test_every_setting_says_what_it_means_how_it_is_written_and_what_holds_without_it(name: str) -> None:
    assert meaning_of(name).endswith(".")
    assert written_form(name)
    assert default_of(name)


@pytest.mark.parametrize(
    ("url", "hidden"),
    [
        ("postgresql://me:pa:ss@host/db", "postgresql://me:***@host/db"),
        (
            "postgresql://me@host/db?password=pass&sslmode=require",
            "postgresql://me@host/db?password=***&sslmode=require",
        ),
        ("postgresql://me@host/db", "postgresql://me@host/db"),
        ("sqlite:///folder/file.sqlite", "sqlite:///folder/file.sqlite"),
        ("postgresql://me:p@ss/word@host/db", "postgresql://me:***@host/db"),
    ],
)
def test_a_password_in_the_address_of_a_database_is_hidden(url: str, hidden: str) -> None:
    assert shown("database_url", url) == hidden


def test_the_token_of_the_metrics_is_hidden() -> None:
    assert shown("metrics_token", "0123456789abcdef") == "***"


def test_what_follows_from_other_settings_is_shown_as_it_is_in_force() -> None:
    behind_tls = ServerSettings(public_url="https://training.example.org/")

    assert in_force(behind_tls, "secure_cookies") == "true"
    assert in_force(behind_tls, "public_url") == "https://training.example.org"
    assert in_force(ServerSettings(), "public_url") == "http://127.0.0.1:8000"


def test_cookies_are_secure_behind_tls_unless_the_setting_says_otherwise() -> None:
    told = [
        ServerSettings(public_url="https://example.org").cookies_are_secure,
        ServerSettings(public_url="https://example.org", secure_cookies=False).cookies_are_secure,
        ServerSettings().cookies_are_secure,
        ServerSettings(secure_cookies=True).cookies_are_secure,
    ]

    assert told == [True, False, False, True]


def test_an_address_of_ipv6_is_written_in_brackets() -> None:
    assert ServerSettings(host="::1", port=9000).address == "http://[::1]:9000"
