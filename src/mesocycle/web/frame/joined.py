"""Many scripts as one: a phone asks once instead of twenty times, each of which takes a network's way there and back.

No bundler: each module becomes a function that gives what it exports, in the order in which they need each other.
Names, lines and their order stay as they are written.
"""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

_IMPORT = re.compile(r'^import (?P<what>\{[^}]*\}) from "(?P<path>[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<kind>const|async function|function|class) (?P<name>[\w$]+)", re.MULTILINE)
_COMPILE = "//# allFunctionsCalledOnLoad\n"
"""A browser that knows this line reads every function while the file comes, none when a tap first needs it."""
_OTHER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def joined(first: str, read: Callable[[str], str]) -> str:
    """Join a module and all it imports from its own folder; what lies elsewhere (libraries) is still imported."""
    made: dict[str, str] = {}
    libraries: dict[str, str] = {}
    _join(PurePosixPath(first), read, made, libraries)
    heads = _COMPILE + "".join(f'import * as {name} from "{path}";\n' for path, name in libraries.items())
    return heads + "".join(made.values())


def _join(module: PurePosixPath, read: Callable[[str], str], made: dict[str, str], libraries: dict[str, str]) -> None:
    made[str(module)] = ""  # a circle would be found by the name that is not there yet
    text = read(str(module))
    head = []
    for found in _IMPORT.finditer(text):
        path = found["path"]
        if path.startswith("./"):
            other = module.parent / path
            if str(other) not in made:
                _join(other, read, made, libraries)
            name = _name(other)
        else:
            name = libraries.setdefault(path, _name(PurePosixPath(path)))
        head.append(f"const {found['what'].replace(' as ', ': ')} = {name};\n")
    body = _EXPORT.sub(r"\g<kind> \g<name>", _IMPORT.sub("", text))
    if left := _OTHER.search(body):
        raise ValueError(f"{module}: {left[0]!r} is no import or export that can be joined")
    names = ", ".join(each["name"] for each in _EXPORT.finditer(text))
    del made[str(module)]  # behind what it needs
    made[str(module)] = f"const {_name(module)} = (() => {{\n{''.join(head)}{body}return {{ {names} }};\n}})();\n"


def _name(path: PurePosixPath) -> str:
    return "$" + path.stem.replace("-", "_")
