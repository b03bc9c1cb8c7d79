"""Where settings come from: defaults, above them one TOML file, above it the environment."""

import ipaddress
import os
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from mesocycle.settings import (
    CONFIG,
    FIELDS,
    LISTS,
    SECRETS,
    SETTING_PREFIX,
    TRACEBACK,
    ServerSettings,
    config_file,
    variable,
)
from mesocycle.settings.forms import written_form

DEFAULT = "default"
"""Where a setting comes from that nobody gave."""


class SettingNotUnderstood(Exception):
    """A setting is unknown or not written as it must be; the sentence names where it stands."""

    def __init__(self, sentence: str, remedy: str) -> None:
        """Say what is wrong, and what to write instead."""
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy


class Loaded(NamedTuple):
    """The settings in force and, by name, where each comes from: the file, the variable or `DEFAULT`."""

    settings: ServerSettings
    origins: Mapping[str, str]


def load(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Loaded:
    """Read the settings in force; raises `SettingNotUnderstood`.

    The file is the one named, else that of `MESOCYCLE_CONFIG`, else the user's own where there is one.
    """
    given = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    origins = dict.fromkeys(FIELDS, DEFAULT)
    for name, value, origin in (*_of_file(file, given), *_of_environment(given)):
        values[name] = value
        origins[name] = origin
    return Loaded(ServerSettings(**values), origins)


def _of_file(named: Path | None, environment: Mapping[str, str]) -> Iterator[tuple[str, Any, str]]:
    asked = named or (Path(environment[CONFIG]) if environment.get(CONFIG) else None)
    path = asked or config_file()
    if asked is None and not _is_there(path):
        return
    try:
        text = path.read_text(encoding="utf-8")
        written = tomllib.loads(text)
    except FileNotFoundError:
        raise SettingNotUnderstood(
            f"There is no file {path} to read settings from.", f"Name another one, or leave {CONFIG} empty."
        ) from None
    except OSError as error:
        raise SettingNotUnderstood(
            f"The settings in {path} can't be read ({error.strerror}).", "Make the file readable for this user."
        ) from error
    except ValueError as error:  # no UTF-8, or no TOML
        raise SettingNotUnderstood(
            f"{path} is no TOML file ({error}).", 'Write lines of the form name = value, texts in quotes: host = "::1".'
        ) from error
    for name, value in written.items():
        if name not in FIELDS:
            near = get_close_matches(name.lower(), FIELDS, 1)
            raise SettingNotUnderstood(
                f"{path} names a setting {name!r}, which there is not.",
                f"Write {near[0]}." if near else f"Settings there are: {', '.join(sorted(FIELDS))}.",
            )
        yield name, _checked(name, value, f"{name} in {path}", strict=True), str(path)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that this user may not even look into
        return False


def _of_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, Any, str]]:
    known = {variable(name): name for name in FIELDS}
    for told, text in environment.items():
        if not told.startswith(SETTING_PREFIX) or not text.strip():
            continue
        if (name := known.get(told)) is not None:
            several = name in LISTS
            value = [each.strip() for each in text.split(",") if each.strip()] if several else text.strip()
            yield name, _checked(name, value, told, strict=False), told
        elif told not in {CONFIG, TRACEBACK} and (near := get_close_matches(told, known, 1, cutoff=0.9)):
            # Others' variables may begin like ours and are none of our business; what looks like a slip is.
            raise SettingNotUnderstood(f"There is no variable {told}.", f"Write {near[0]}, or unset it.")


def _checked(name: str, value: object, place: str, *, strict: bool) -> object:
    try:
        read = msgspec.convert(value, FIELDS[name].type, strict=strict)
        if name == "trusted_proxies":
            for each in read:
                ipaddress.ip_network(each, strict=False)
    except (msgspec.ValidationError, ValueError):
        shown = "what it is" if name in SECRETS else repr(value)
        raise SettingNotUnderstood(f"{place} can't be {shown}.", f"Write {written_form(name)}.") from None
    return read
