"""The notebook is run from top to bottom: with the demo, and with a real export where one is at hand."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

_ROOT = Path(__file__).resolve().parents[2]
_NOTEBOOK = _ROOT / "docs" / "notebooks" / "your-training.ipynb"
_EXPORT = _ROOT.parent / "shared" / "data" / "csv" / "hevy_kg_7211sets.csv"


def _run(folder: Path) -> Any:  # noqa: ANN401  # nbformat has no types
    notebook = nbformat.read(_NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where).execute()
    return notebook


def _said(notebook: Any) -> str:  # noqa: ANN401  # the same
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return "".join(output["text"] for output in outputs if output["output_type"] == "stream")


def _drawn(notebook: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # the same
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return [output["data"] for output in outputs if output["output_type"] == "display_data"]


def test_without_an_export_the_demo_is_drawn_in_five_charts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEVY_EXPORT", raising=False)

    ran = _run(tmp_path)

    assert "of the demo" in _said(ran)
    assert [set(data) for data in _drawn(ran)] == [{"application/vnd.vegalite.v6+json", "image/svg+xml"}] * 5


@pytest.mark.skipif(not _EXPORT.exists(), reason="the real exports are not part of the repository")
def test_a_real_hevy_export_is_drawn_in_five_charts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEVY_EXPORT", str(_EXPORT))

    ran = _run(tmp_path)

    assert "335 workouts" in _said(ran)
    assert len(_drawn(ran)) == 5


def test_the_notebook_holds_nobodys_training() -> None:
    notebook = json.loads(_NOTEBOOK.read_text(encoding="utf-8"))

    assert not any(cell.get("outputs") for cell in notebook["cells"])
