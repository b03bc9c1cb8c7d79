"""Where settings come from, which one wins, and what is refused."""

from pathlib import Path

import pytest

from mesocycle.settings import CONFIG, FIELDS, ServerSettings, config_file, variable
from mesocycle.settings.sources import DEFAULT, SettingNotUnderstood, load


def a_file(folder: Path, text: str, name: str = "my.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(file: Path | None, environment: dict[str, str]) -> SettingNotUnderstood:
    with pytest.raises(SettingNotUnderstood) as no:
        load(file, environment)
    return no.value


def test_without_file_and_variables_the_defaults_hold() -> None:
    loaded = load(None, {})

    assert loaded.settings == ServerSettings()
    assert set(loaded.origins.values()) == {DEFAULT}


def test_a_file_stands_above_the_defaults_and_a_variable_above_the_file(tmp_path: Path) -> None:
    file = a_file(tmp_path, 'host = "::1"\nport = 9000\n')

    loaded = load(file, {"MESOCYCLE_PORT": "9001"})

    assert (loaded.settings.host, loaded.settings.port, loaded.settings.threads) == (
        "::1",
        9001,
        ServerSettings().threads,
    )
    assert loaded.origins["host"] == str(file)
    assert loaded.origins["port"] == "MESOCYCLE_PORT"
    assert loaded.origins["threads"] == DEFAULT


def test_a_named_file_stands_in_the_place_of_the_variables_file_and_that_of_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    own = a_file(config_file().parent, "port = 1001", config_file().name)
    variables = a_file(tmp_path, "port = 1002", "variables.toml")
    named = a_file(tmp_path, "port = 1003", "named.toml")
    environment = {CONFIG: str(variables)}

    ports = [
        load(None, {}).settings.port,
        load(None, environment).settings.port,
        load(named, environment).settings.port,
    ]

    assert own.is_relative_to(tmp_path)
    assert ports == [1001, 1002, 1003]


def test_every_setting_can_be_given_by_its_variable() -> None:
    given = {
        "database_url": "postgresql://me@db/x",
        "host": "0.0.0.0",  # noqa: S104  # a setting, nothing listens
        "port": "80",
        "public_url": "https://training.example.org/",
        "secure_cookies": "false",
        "trusted_proxies": "127.0.0.1, 10.0.0.0/8",
        "sign_up": "open",
        "pooler": "transaction",
        "backup_folder": "/var/backups/mesocycle",
        "sign_in_days": "7",
        "requests_per_minute": "60",
        "max_body_bytes": "20000",
        "max_upload_bytes": "30000",
        "request_timeout_s": "2.5",
        "stop_timeout_s": "0",
        "processes": "2",
        "threads": "2",
        "push_services": "push.example.org, *.example.net",
        "log_level": "debug",
        "log_format": "json",
        "metrics": "false",
        "metrics_token": "0123456789abcdef",
    }

    loaded = load(None, {variable(name): text for name, text in given.items()})

    assert set(given) == set(FIELDS)
    assert DEFAULT not in loaded.origins.values()
    assert loaded.settings.trusted_proxies == ("127.0.0.1", "10.0.0.0/8")
    assert loaded.settings.push_services == ("push.example.org", "*.example.net")
    assert loaded.settings.request_timeout_s == 2.5
    assert loaded.settings.metrics is False


def test_an_empty_variable_is_as_if_it_were_not_there() -> None:
    assert load(None, {"MESOCYCLE_PORT": " "}).origins["port"] == DEFAULT


def test_variables_of_others_are_none_of_our_business() -> None:
    others = {
        "MESOCYCLE_TOKEN": "x",
        "MESOCYCLE_SERVICE_HOST": "10.0.0.1",
        "MESOCYCLE_TEST_DATABASE_URL": "y",
        "A": "b",
    }

    assert load(None, others).settings == ServerSettings()


@pytest.mark.parametrize(
    ("text", "told", "remedy"),
    [
        ("prot = 1", "prot", "port"),
        ("DatabaseUrl = 'x'", "DatabaseUrl", "database_url"),
        ("colour = 1", "colour", "Settings there are"),
        ("port = '8000'", "port", "a whole number from 1 to 65535"),
        ("port = 0", "port", "a whole number from 1 to 65535"),
        ("port = true", "port", "a whole number from 1 to 65535"),
        ("metrics = 1", "metrics", "true or false"),
        ("sign_up = 'all'", "sign_up", "closed, invitation or open"),
        ("trusted_proxies = ['my.proxy']", "trusted_proxies", "addresses or networks"),
        ("trusted_proxies = '127.0.0.1'", "trusted_proxies", "addresses or networks"),
        ("public_url = 'training.example.org'", "public_url", "https://training.example.org"),
        ("public_url = 'https://example.org/path'", "public_url", "without a path"),
        ("request_timeout_s = 0", "request_timeout_s", "a number from 0.1 to 3600"),
        ("[server]\nport = 1", "server", "Settings there are"),
        ("port = ", "no TOML", "name = value"),
    ],
)
def test_what_a_file_must_not_say_is_refused_by_file_and_name_with_what_is_allowed(
    tmp_path: Path, text: str, told: str, remedy: str
) -> None:
    file = a_file(tmp_path, text)

    no = refused(file, {})

    assert str(file) in no.sentence
    assert told in no.sentence
    assert remedy in no.remedy


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("MESOCYCLE_PORT", "tcp://10.0.0.1:8000", "a whole number from 1 to 65535"),
        ("MESOCYCLE_METRICS", "perhaps", "true or false"),
        ("MESOCYCLE_LOG_LEVEL", "loud", "debug, error, info or warning"),
        ("MESOCYCLE_TRUSTED_PROXIES", "127.0.0.1,everybody", "addresses or networks"),
        ("MESOCYCLE_DATABSE_URL", "sqlite:///x", "MESOCYCLE_DATABASE_URL"),
        ("MESOCYCLE_PROT", "1", "MESOCYCLE_PORT"),
    ],
)
def test_a_variable_that_can_not_be_or_is_mistyped_is_refused_by_name(name: str, text: str, remedy: str) -> None:
    no = refused(None, {name: text})

    assert name in no.sentence
    assert remedy in no.remedy


def test_a_file_that_is_named_and_not_there_is_refused(tmp_path: Path) -> None:
    missing = tmp_path / "missing.toml"

    told = [refused(missing, {}).sentence, refused(None, {CONFIG: str(missing)}).sentence]

    assert all(str(missing) in each for each in told)


def test_a_file_that_is_no_text_or_a_folder_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")

    assert "no TOML" in refused(binary, {}).sentence
    assert "can't be read" in refused(tmp_path, {}).sentence


def test_a_refusal_does_not_repeat_a_secret(tmp_path: Path) -> None:
    file = a_file(tmp_path, 'metrics_token = "short secret"')

    told = [refused(file, {}), refused(None, {"MESOCYCLE_METRICS_TOKEN": "short secret"})]

    assert not any("short secret" in f"{no.sentence} {no.remedy}" for no in told)
