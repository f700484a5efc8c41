"""The notebook of the tutorial: its cells are those of the script, and run against the product."""

import json
import sys

import pytest


@pytest.fixture(scope="module")
def cells(root):
    """The cells of the script that makes the notebook, as (is code, text)."""
    sys.path.insert(0, str(root / "scripts"))
    try:
        import make_notebook

        return [(make_notebook.is_code(number), text.strip()) for number, text in enumerate(make_notebook.CELLS)]
    finally:
        sys.path.remove(str(root / "scripts"))


def test_the_notebook_holds_these_cells_and_was_executed(cells, root) -> None:
    notebook = json.loads((root / "docs/tutorial/incidents.ipynb").read_text(encoding="utf-8"))
    assert [(one["cell_type"] == "code", "".join(one["source"])) for one in notebook["cells"]] == cells
    shown = [output for one in notebook["cells"] for output in one.get("outputs", ())]
    assert not [output for output in shown if output["output_type"] == "error"]
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2


def test_its_code_runs_against_the_product(cells, beside, monkeypatch, capsys) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed (extra frames)")
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed: the notebook was not run")
    matplotlib.use("Agg")
    monkeypatch.chdir(beside)
    names: dict[str, object] = {}
    for is_code, text in cells:
        if is_code:
            exec(compile(text, "notebook", "exec"), names)  # noqa: S102 - our own cells
    said = capsys.readouterr().out
    assert "<60 incidents>" in said
    assert names["placed"]
    assert names["members"]
