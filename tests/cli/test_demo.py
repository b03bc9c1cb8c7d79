"""`mesocycle demo`: the story on one screen, in a database of its own."""

import html
import json
import os
import re
import shlex
import shutil
import subprocess
from contextlib import chdir
from pathlib import Path

import httpx
import pytest

from mesocycle import settings
from mesocycle.cli.demo.demo import FILE, NoPlaceForDemo, place
from mesocycle.cli.frame.context import Run
from tests.cli.running import Ended, Mesocycle, on, run
from tests.docs.picture import NOW, PICTURE
from tests.server.served import PROGRAM, a_free_port, environment_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def shown(folder: Path) -> Ended:
    """Run the demo once in a folder of its own, at the moment at which its picture was drawn."""
    with chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "now", NOW)
        return run("demo")


@pytest.fixture
def here(shown: Ended, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that holds a demo as it was made, and give its file."""
    shutil.copyfile(folder / FILE, tmp_path / FILE)
    monkeypatch.chdir(tmp_path)
    return tmp_path / FILE


def a_run(db_url: str | None = None) -> Run:
    return Run(db_url=db_url, config=None, as_email=None, as_json=False)


def test_the_demo_is_one_screen_of_45_lines_and_100_columns(shown: Ended) -> None:
    lines = [line.rstrip() for line in shown.out.splitlines()]

    assert shown.code == 0
    assert len(lines) <= 45
    assert max(len(line) for line in lines) <= 100


@pytest.mark.parametrize(
    "told",
    [
        "Mara coaches four athletes",
        "Romanian Deadlift",
        " removed ",
        " kept ",
        " created ",
        "not created",
        "in progress",
        "missed",
        "completed",
        "scheduled",
    ],
)
def test_the_demo_tells_people_change_receipt_and_week(shown: Ended, told: str) -> None:
    assert told in shown.out


def test_the_commands_to_try_next_work_as_they_stand(shown: Ended, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export, *commands = shown.out.partition("Try next")[2].splitlines()[1:]
    name, _, url = export.removeprefix("export ").partition("=")
    monkeypatch.setenv(name, url)

    ended = [on_the_shell(command) for command in commands]

    assert len(ended) == 3
    assert [each.err for each in ended if each.code] == []


def test_undoing_the_replacement_brings_the_removed_sessions_back(shown: Ended, here: Path) -> None:
    program = on(f"sqlite:///{here}")
    command = shown.out.rstrip().splitlines()[-1]
    before = program("--json session list --user anna@example.org --from 2000-01-01 --to 2999-12-31").json

    on_the_shell(command, "--db", f"sqlite:///{here}")

    after = program("--json session list --user anna@example.org --from 2000-01-01 --to 2999-12-31").json
    assert len(after) > len(before)


def test_the_picture_in_the_readme_shows_what_the_demo_prints_today(shown: Ended) -> None:
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", PICTURE.read_text(encoding="utf-8"))

    drawn, printed = (
        re.sub(r"\s", "", re.sub("[0-9a-f]{24}", "ID", text)) for text in (html.unescape("".join(texts)), shown.out)
    )

    assert printed in drawn, "run: make docs"


def test_an_earlier_demo_gives_way_to_the_next(here: Path) -> None:
    url = place(a_run(), keep=False)

    assert url == f"sqlite:///{FILE}"
    assert not here.exists()


def test_an_earlier_demo_that_is_to_be_kept_stays_beside_the_next(here: Path) -> None:
    url = place(a_run(), keep=True)

    assert url == "sqlite:///mesocycle-demo-2.sqlite"
    assert here.exists()


def test_a_demo_that_somebody_joined_does_not_give_way(here: Path) -> None:
    on(f"sqlite:///{here}")("user add --email you@example.org --name You --time-zone UTC")

    with pytest.raises(NoPlaceForDemo):
        place(a_run(), keep=False)

    assert here.exists()


def test_a_file_of_the_demos_name_that_is_something_else_does_not_give_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    FILE.write_text("my notes", encoding="utf-8")

    with pytest.raises(NoPlaceForDemo):
        place(a_run(), keep=False)

    assert FILE.read_text(encoding="utf-8") == "my notes"


def test_the_users_own_database_is_never_the_demos_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(settings.DATABASE_URL, f"sqlite:///{tmp_path / 'mine.sqlite'}")

    assert place(a_run(), keep=False) == f"sqlite:///{FILE}"
    assert not list(tmp_path.iterdir())


def test_a_database_named_by_db_is_taken_when_it_is_empty(database_url: str) -> None:
    assert place(a_run(database_url), keep=False) == database_url


def test_a_database_named_by_db_with_users_in_it_is_refused(mesocycle: Mesocycle) -> None:
    ended = mesocycle("--json demo")

    assert ended.code == 3
    assert ended.refusal["code"] == "no-place-for-demo"


def on_the_shell(command: str, *options: str) -> Ended:
    """Run a command line as the shell would: quotes taken off, the comment left out."""
    program, *words = shlex.split(command, comments=True)
    assert Path(program).name == "mesocycle"
    return run(*options, *words)


def test_trying_serves_the_demo_and_signs_a_browser_in_by_a_link(tmp_path: Path) -> None:
    given = environment_of({"port": a_free_port()})
    command = (*PROGRAM, "--json", "try", "trainer", "--no-browser")
    process = subprocess.Popen(command, env=given, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    with process:
        try:
            assert process.stdout is not None
            told = json.loads(os.read(process.stdout.fileno(), 4096))
            first, again = (httpx.get(told["trainer"]) for _ in range(2))
            page = httpx.get(told["address"] + "/settings", headers={"cookie": first.headers["set-cookie"]})
        finally:
            process.terminate()

    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert "Mara Keller" in page.text
    assert "set-cookie" not in again.headers
