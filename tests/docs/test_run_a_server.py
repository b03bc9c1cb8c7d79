"""What the page on running a server shows is taken from the page and tried, as far as a test can."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from mesocycle.server.proxies import FORWARDING
from mesocycle.settings import ServerSettings
from mesocycle.settings.sources import load
from tests.cli.running import run

PAGE = (Path(__file__).parents[2] / "docs/how-to/run-a-server.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Give the one block of a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


def test_the_file_of_settings_is_read_and_nothing_in_it_is_a_default(tmp_path: Path) -> None:
    file = tmp_path / "mesocycle.toml"
    file.write_text(block("toml"), encoding="utf-8")

    given = load(file, {}).settings

    assert given.cookies_are_secure
    assert all(getattr(given, name) != getattr(ServerSettings(), name) for name in ("public_url", "trusted_proxies"))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_has_nothing_to_say_against_the_service(tmp_path: Path) -> None:
    unit = tmp_path / "mesocycle.service"
    unit.write_text(block("ini").replace("/opt/mesocycle/bin/mesocycle", sys.executable), encoding="utf-8")

    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )

    about_it = [line for line in said.stderr.splitlines() if "mesocycle.service" in line]
    assert about_it == []


def test_the_service_waits_longer_than_the_server_does_for_requests_in_flight() -> None:
    (waits_s,) = re.findall(r"TimeoutStopSec=(\d+)", block("ini"))

    assert int(waits_s) > ServerSettings().stop_timeout_s


def test_the_proxy_sends_what_the_server_believes_and_hides_the_figures() -> None:
    nginx = block("nginx")
    sent = {name.lower().encode() for name in re.findall(r"proxy_set_header (\S+)", nginx)}

    assert {b"x-forwarded-for", b"x-forwarded-proto", b"host"} == sent
    assert sent & FORWARDING
    assert "location = /metrics { return 404; }" in nginx
    (wait_s,) = re.findall(r"proxy_read_timeout (\d+)s", nginx)
    assert int(wait_s) > ServerSettings().request_timeout_s


def test_the_backup_script_writes_a_backup_that_restores(tmp_path: Path) -> None:
    settings = tmp_path / "mesocycle.toml"
    settings.write_text(f'database_url = "sqlite:///{tmp_path / "live.sqlite"}"', encoding="utf-8")
    program = tmp_path / "mesocycle"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nfrom mesocycle.cli.main import main\nsys.exit(main())\n", encoding="utf-8"
    )
    program.chmod(0o755)
    script = (
        block("sh").replace("/etc/mesocycle.toml", str(settings)).replace("/var/backups", str(tmp_path / "backups"))
    )
    added = run("--config", str(settings), "user", "add", "--email", "a@b.c", "--name", "A", "--time-zone", "UTC")

    done = subprocess.run(
        ["sh", "-c", script],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    (backup,) = (tmp_path / "backups/mesocycle").glob("*.mesocycle")
    restored = run("--db", f"sqlite:///{tmp_path / 'restored.sqlite'}", "db", "restore", str(backup))
    assert (added.code, done.returncode, restored.code) == (0, 0, 0), done.stderr
    assert backup.stat().st_mode & 0o077 == 0


def test_prometheus_is_sent_where_the_server_listens_by_itself() -> None:
    (job,) = yaml.safe_load(block("yaml"))["scrape_configs"]

    assert job["static_configs"][0]["targets"] == [f"{ServerSettings().host}:{ServerSettings().port}"]
