"""The links and forms of a page, read out of it as a browser without scripts does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

FILLED = {"date": "2031-03-03", "number": "7", "email": "nobody@example.org", "password": "three unrelated words"}
"""What a careless visitor types where something must stand."""


@dataclass
class Field:
    """One field: what it says by itself, and whether it must say something."""

    name: str
    type: str
    value: str
    checked: bool = False
    required: bool = False


@dataclass
class PageForm:
    """A form with its fields and buttons, and the page it stands on."""

    page: str
    method: str
    action: str
    files: bool
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def sent(self, button: tuple[str, str]) -> list[tuple[str, str]]:
        """Give what is sent with a button: what stands there, one of several boxes ticked, what is required typed."""
        told: list[tuple[str, str]] = []
        ticked = {each.name for each in self.fields if each.type == "checkbox" and each.checked}
        chosen = {each.name for each in self.fields if each.type == "radio" and each.checked}
        for each in self.fields:
            if each.type == "checkbox":
                several = sum(one.name == each.name for one in self.fields) > 1
                if not (each.checked or each.required or (several and each.name not in ticked)):
                    continue
                ticked.add(each.name)
            if each.type == "radio":
                if not each.checked and each.name in chosen:
                    continue
                chosen.add(each.name)
            value = FILLED["date"] if each.type == "date" else each.value
            if not value and each.required:
                value = FILLED.get(each.type, "x")
            told.append((each.name, value))
        return [*told, button] if button[0] else told


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.links: list[str] = []
        self.forms: list[PageForm] = []
        self._open: PageForm | None = None
        self._select: Field | None = None
        self._area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "download" not in said:
            self.links.append(said.get("href", ""))
        if tag == "form":
            files = said.get("enctype") == "multipart/form-data"
            self._open = PageForm(self.page, said.get("method", "get"), said.get("action", self.page), files)
            self.forms.append(self._open)
        if self._open is None:
            return
        required = "required" in said
        if tag == "input" and said.get("name"):
            kind = said.get("type", "text")
            value = said.get("value", "on" if kind in {"checkbox", "radio"} else "")
            self._open.fields.append(Field(said["name"], kind, value, "checked" in said, required))
        elif tag == "button" and said.get("type", "submit") == "submit":
            self._open.buttons.append((said.get("name", ""), said.get("value", "")))
        elif tag == "select" and said.get("name"):
            self._select = Field(said["name"], "select", "", required=required)
            self._open.fields.append(self._select)
        elif tag == "option" and self._select is not None and (not self._select.checked or "selected" in said):
            self._select.value, self._select.checked = said.get("value", ""), True
        elif tag == "textarea" and said.get("name"):
            self._area = Field(said["name"], "textarea", "", required=required)
            self._open.fields.append(self._area)

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None


def links_and_forms(page: str, text: str) -> tuple[list[str], list[PageForm]]:
    """Give a page's links and forms, in their order."""
    reader = _Reader(page)
    reader.feed(text)
    return reader.links, reader.forms


class _Changes(HTMLParser):
    """What a page says will change: of each kind the lines of its list, or how many there are."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, str]] = []
        self.counts: dict[str, int] = {}
        self._kind: str | None = None
        self._line: list[str] | None = None
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "data-change" in said and "data-count" in said:
            self.counts[said["data-change"]] = int(said["data-count"])
        elif "data-change" in said:
            self._kind = said["data-change"]
        elif tag == "li" and self._kind:
            self._line = []

    def handle_data(self, data: str) -> None:
        if self._line is not None:
            self._line.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "li" and self._line is not None and self._kind:
            self.lines.append((self._kind, " ".join("".join(self._line).split())))
            self._line = None
        elif tag == "ul":
            self._kind = None


def said_to_change(text: str) -> tuple[list[tuple[str, str]], dict[str, int]]:
    """Give the lines of all that a page says will leave, come or move, and what it only counts."""
    reader = _Changes()
    reader.feed(text)
    return sorted(reader.lines), reader.counts


def each_button(form: PageForm) -> Iterator[tuple[str, str]]:
    """Go through a form's buttons, each once."""
    yield from dict.fromkeys(form.buttons or [("", "")])
