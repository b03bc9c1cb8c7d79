"""At the command line a remedy is a command: it can be pasted as it stands, by whom it is shown to."""

import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.naming import each_told
from mesocycle.cli.frame.remedies import COMMANDS, Command, Spoken
from mesocycle.cli.main import app
from mesocycle.domain.assignment.roll_out import MemberStatus, RollOutMember
from mesocycle.domain.refusal import RefusalDocument, RefusalKind
from mesocycle.domain.remedy import Do
from tests.cli.running import Ended, Mesocycle, on, run
from tests.cli.training import MONDAY, ann_follows, at, done

COMMAND_OF = {name: row for name, row in COMMANDS.items() if isinstance(row, Command)}
TOLD = re.compile("`mesocycle ([^`]*)`")

# ---------------------------------------------------------------------------------------------------- the table


def _options_of(form: str) -> set[str]:
    """Give the options that a command line may hold; there is such a command, or this fails."""
    noun, verb = form.split()[:2]
    known: Any = typer.main.get_command(app())
    return {option for each in known.commands[noun].commands[verb].params for option in each.opts}


@pytest.mark.parametrize("name", COMMAND_OF)
def test_a_command_that_is_told_is_there_with_its_options(name: str) -> None:
    form = COMMAND_OF[name].form

    said = set(re.findall(r"--[a-z-]+", form)) - {"--json", "--keep-dates"}  # the program's own, and a no to --shift

    assert said <= _options_of(form)


@pytest.mark.parametrize("name", COMMAND_OF)
def test_a_command_says_whose_training_it_is_about_where_it_asks_for_it(name: str) -> None:
    assert COMMAND_OF[name].of_user == ("--user" in _options_of(COMMAND_OF[name].form))


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (Do("routine list"), "`mesocycle routine list`"),
        (Do("assignment undo", ("6b03",)), "`mesocycle assignment undo 6b03`"),
        (
            Do("assignment replace", ("6b03",), {"version": "6b04"}),
            "`mesocycle assignment replace 6b03 --with 6b04`",
        ),
        (Do("coaching invite", said={"email": "a b@c; d"}), "`mesocycle coaching invite 'a b@c; d'`"),
        (Do("say weight unit", said={"unit": "kg"}), "--unit kg"),
        (Do("assignment undo"), "assignment undo"),
        (Do("what nobody knows", ("1",)), "what nobody knows"),
    ],
)
def test_what_to_do_is_told_as_the_command_that_does_it(do: Do, told: str) -> None:
    assert Spoken().word(f"Do it: {do}.") == f"Do it: {told}."


def test_what_was_said_before_a_command_goes_with_those_that_are_told() -> None:
    spoken = Spoken(db_url="sqlite:///a b.db", config="my.toml", as_email="tom@example.org", user="ann@example.org")

    assert spoken.word(f"{Do('session list')} {Do('routine list')}") == (
        "`mesocycle --db 'sqlite:///a b.db' --config my.toml --as tom@example.org session list --user ann@example.org` "
        "`mesocycle --db 'sqlite:///a b.db' --config my.toml --as tom@example.org routine list`"
    )


@pytest.mark.parametrize("url", ["postgresql://ann:hush@host/training", "postgresql:///training?password=hush"])
def test_an_address_with_a_password_in_it_is_not_told(url: str) -> None:
    assert Spoken(db_url=url).line("routine list") == "mesocycle routine list"


# ---------------------------------------------------------------------------------------------------- pasted as told

PEOPLE: Mapping[str, tuple[str, str]] = {
    "the athlete": ("--as ann@example.org ", ""),
    "the trainer": ("--as tom@example.org ", " --user ann@example.org"),
    "the admin": ("", " --user ann@example.org"),
}
"""What each says before a command, and behind one about Ann's training."""


@pytest.fixture(scope="module")
def with_training(
    tmp_path_factory: pytest.TempPathFactory, with_everybody: Path, repeating: pytest.MonkeyPatch
) -> Path:
    """Make once the file in which Ann follows four weeks of squats and presses, and lets Tom log for her."""
    folder = tmp_path_factory.mktemp("remedies")
    path = folder / "training.sqlite"
    shutil.copyfile(with_everybody, path)
    at(repeating, MONDAY)
    program = on(f"sqlite:///{path}")
    ann_follows(program, folder)
    done(program("--as ann@example.org coaching set tom@example.org --may-log"))
    return path


@pytest.fixture(scope="module")
def repeating() -> Any:  # noqa: ANN401  # an iterator that pytest goes through
    """Give a monkeypatch that lasts for the module."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def training(tmp_path: Path, with_training: Path) -> Mesocycle:
    """Run commands on a copy of it."""
    shutil.copyfile(with_training, tmp_path / "training.sqlite")
    return on(f"sqlite:///{tmp_path / 'training.sqlite'}")


Said = Callable[[str], Ended]
"""`said("session list")`: what one of the people says of Ann's training."""


def _twice(said: Said, line: str) -> Ended:
    done(said(line))
    return said(line)


def _undone_out_of_turn(said: Said) -> Ended:
    first = done(said("assignment receipts --json")).json[-1]["_id"]
    done(said("assignment pause Squats"))
    return said(f"assignment undo {first}")


REFUSED: Mapping[str, Callable[[Said], Ended]] = {
    "a second assignment": lambda said: said("assignment create Squats"),
    "a second pause": lambda said: _twice(said, "assignment pause Squats"),
    "a second pause, the other way": lambda said: _twice(said, "assignment pause Squats"),
    "an undoing out of turn": _undone_out_of_turn,
    "no such session": lambda said: said("session show nowhere"),
    "no such assignment": lambda said: said("assignment show nowhere"),
    "no such receipt": lambda said: said("assignment receipt nowhere"),
    "no such import": lambda said: said("import undo nowhere"),
    "no such match": lambda said: said(f"import unmatch {done(said('session list --json')).json[0]['_id']}"),
    "no such exercise": lambda said: said("reference set oneRepMax 100kg --exercise qqqq"),
    "a choice of no exercise": lambda said: said("import match Kniebeuge qqqq"),
}
BESIDE_TRAINING: Mapping[str, str] = {
    "no such routine": "routine show qqqq",
    "no such version of a routine": "routine show Squats@9",
    "no such token": "token revoke nowhere",
    "no such calendar address": "calendar revoke nowhere",
    "no such invitation": "invitation withdraw nowhere",
    "no such user": "coaching accept nobody@example.org",
    "no such coaching": "coaching end root@example.org",
    "no such line of a routine": "report line Squats qqqq",
}


def _pasted(refused: Ended, place: int = 0) -> Ended:
    """Run a command that a refusal told, as a shell would."""
    assert refused.code != 0, refused.out
    told = TOLD.findall(refused.err)
    assert told, refused.err
    return run(*shlex.split(told[place]))


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("refused", REFUSED)
def test_a_command_that_a_refusal_tells_of_somebody_s_training_can_be_pasted(
    training: Mesocycle, who: str, refused: str
) -> None:
    before, behind = PEOPLE[who]

    ended = REFUSED[refused](lambda line: training(f"{before}{line}{behind}"))

    pasted = _pasted(ended, -1 if refused.endswith("the other way") else 0)
    assert pasted.code == 0, (ended.err, pasted.err)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("refused", BESIDE_TRAINING)
def test_a_command_that_another_refusal_tells_can_be_pasted(training: Mesocycle, who: str, refused: str) -> None:
    ended = training(PEOPLE[who][0] + BESIDE_TRAINING[refused])

    pasted = _pasted(ended)
    assert pasted.code == 0, (ended.err, pasted.err)


@pytest.mark.parametrize("who", ["the trainer", "the admin"])
def test_what_is_told_is_done_to_the_training_it_was_about(training: Mesocycle, who: str) -> None:
    before, behind = PEOPLE[who]
    refused = _twice(lambda line: training(f"{before}{line}{behind}"), "assignment pause Squats")

    _pasted(refused)

    assert done(training("--json assignment show Squats --user ann@example.org")).json["status"] == "active"


def test_with_json_the_command_stands_in_the_document(training: Mesocycle) -> None:
    refused = training("--json --as tom@example.org session show nowhere --user ann@example.org")

    pasted = run(*shlex.split(TOLD.findall(refused.refusal["remedy"])[0]))

    assert pasted.code == 0


def test_a_refusal_inside_of_an_answer_tells_a_command_that_can_be_pasted(training: Mesocycle, tmp_path: Path) -> None:
    batch = tmp_path / "batch.json"
    batch.write_text(
        '[{"_id": "op-1", "seenSeq": 0, "sessionId": "no-such", "kind": "start", '
        '"at": "2026-01-05T09:00:00.000Z", "body": {}}]'
    )
    answer = training(f"--json sync {batch} --user ann@example.org")

    pasted = run(*shlex.split(TOLD.findall(answer.json[0]["refusal"]["remedy"])[0]))

    assert pasted.code == 0, pasted.err


def test_why_a_member_was_refused_is_told_about_their_own_training(training: Mesocycle, tmp_path: Path) -> None:
    ann = next(each["_id"] for each in done(training("--json user list")).json if each["name"] == "Ann")
    no = RefusalDocument(code="a", kind=RefusalKind.CONFLICT, sentence="b", remedy=str(Do("session list")))
    member = RollOutMember(user_id=ann, status=MemberStatus.REFUSED, refusal=no)
    root = Run(db_url=f"sqlite:///{tmp_path / 'training.sqlite'}", config=None, as_email=None, as_json=False)

    (told,) = each_told(root, (member,))
    root.close()

    assert told.refusal is not None
    assert told.refusal.remedy.endswith("session list --user ann@example.org`")
