"""Forms are known before several threads read them."""

import subprocess
import sys

_LEARNT_LATER = """
import sys
from mesocycle.server import app, running
from mesocycle.domain.reading.forms import know_every_form
import msgspec

def own(form):
    for each in form.__subclasses__():
        yield from own(each)
        if each.__module__.startswith("mesocycle."):
            yield each

know_every_form()
late = []
sys.setprofile(lambda frame, event, _: late.append(1) if frame.f_code.co_name == "get_class_annotations" else None)
for form in own(msgspec.Struct):
    try:
        msgspec.json.Decoder(form)
    except TypeError:
        late.clear()
    assert not late, form
sys.setprofile(None)

class Fresh(msgspec.Struct):
    name: str

sys.setprofile(lambda frame, event, _: late.append(1) if frame.f_code.co_name == "get_class_annotations" else None)
msgspec.json.Decoder(Fresh)
sys.setprofile(None)
print(len(list(own(msgspec.Struct))), bool(late))
"""


def test_a_server_that_begins_has_learnt_every_form_of_its_documents() -> None:
    ran = subprocess.run([sys.executable, "-c", _LEARNT_LATER], capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    forms, notices_a_fresh_one = ran.stdout.split()
    assert int(forms) > 400
    assert notices_a_fresh_one == "True"
