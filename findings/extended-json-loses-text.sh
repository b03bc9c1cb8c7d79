#!/usr/bin/env bash
# pymongo 4.20.1, bson.json_util: a document that is read and written again.
# Expected: every member, and numbers as they were written; or a refusal of a key that stands twice.
# Instead:  the first of two equal keys is dropped without a word, and 1.50 comes out as 1.5, canonical or relaxed.
# Seen:     {"weight": 1.5, "reps": 6}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pymongo==4.20.1
"$folder/venv/bin/python" - <<'END'
from bson import json_util

written = json_util.dumps(json_util.loads('{"weight": 1.50, "reps": 5, "reps": 6}'))
print(written)
assert written == '{"weight": 1.5, "reps": 6}', "it does something else now"
END
