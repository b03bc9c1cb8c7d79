"""Forms are known before several threads read them."""

import subprocess
import sys
from pathlib import Path

_LEARNT_LATER = """
import importlib, os, pkgutil, sys, traceback
import mesocycle
from mesocycle.server import app, running
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
import msgspec

def own(form):
    for each in form.__subclasses__():
        yield from own(each)
        if each.__module__.startswith("mesocycle.") and not each.__name__.endswith("_signature_model"):
            yield each  # the others are Litestar's own, which only the thread of its loop reads

def learnt_now(form):
    seen = []
    watch = lambda frame, event, _: seen.append(1) if frame.f_code.co_name == "get_class_annotations" else None
    sys.setprofile(watch)
    try:
        msgspec.json.Decoder(form)
    except TypeError:
        seen.clear()  # it is only written
    finally:
        sys.setprofile(None)
    return bool(seen)

def end(*no):
    traceback.print_exception(*no)
    os._exit(1)  # the server's threads go on

sys.excepthook = end

class Fresh(msgspec.Struct):
    name: str

app.create_app(ServerSettings(), Database.open("sqlite:///" + sys.argv[1]))
known = set(own(msgspec.Struct))
print("learnt late:", [form for form in known if learnt_now(form)])
print("notices a fresh one:", learnt_now(Fresh))
elsewhere = tuple("mesocycle." + name for name in ("__main__", "cli", "client", "demo", "storage.migrations"))
elsewhere += ("mesocycle.storage.schema.distribute",)
for module in pkgutil.walk_packages(mesocycle.__path__, "mesocycle."):
    if not module.name.startswith(elsewhere):
        importlib.import_module(module.name)
late = [form for form in own(msgspec.Struct) if form not in known and not form.__module__.startswith(elsewhere)]
print("defined late:", late)
print("enough:", len(known) > 400, flush=True)
os._exit(0)
"""


def test_a_server_that_begins_has_learnt_every_form_of_its_documents_and_none_comes_later(tmp_path: Path) -> None:
    asked = [sys.executable, "-c", _LEARNT_LATER, str(tmp_path / "mesocycle.sqlite")]

    ran = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)

    said = ["learnt late: []", "notices a fresh one: True", "defined late: []", "enough: True"]
    assert ran.stdout.splitlines() == said, ran.stderr
