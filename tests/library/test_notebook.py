"""The notebook of the tutorial: its cells are those of the script, and what it shows in words is what the product gives today."""

import json
import subprocess
import sys

import pytest

RUN = """
import ast, contextlib, io, json, sys, types
from unittest import mock

try:
    import matplotlib
    matplotlib.use("Agg")
except ImportError:  # only the drawing is left out; what is drawn is worked out all the same
    drawn = types.ModuleType("drawn")
    drawn.plot = lambda data, kind, **how: len(data)
    figures = mock.MagicMock()
    figures.subplots.return_value = mock.MagicMock(), mock.MagicMock()
    sys.modules |= {"matplotlib": mock.MagicMock(pyplot=figures), "matplotlib.pyplot": figures, "drawn": drawn}
    import pandas
    pandas.set_option("plotting.backend", "drawn")
import pandas
pandas.set_option("display.max_columns", 20)  # as in a notebook

names, told = {}, []
for cell in json.load(sys.stdin):
    said, tree = io.StringIO(), ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(said):
        exec(compile(tree, "notebook", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "notebook", "eval"), names) if last else None
    told.append([said.getvalue(), "" if value is None else repr(value)])
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def cells(root):
    """The cells of the script that makes the notebook, as (is code, text)."""
    sys.path.insert(0, str(root / "scripts"))
    try:
        import make_notebook

        return [(make_notebook.is_code(number), text.strip()) for number, text in enumerate(make_notebook.CELLS)]
    finally:
        sys.path.remove(str(root / "scripts"))


@pytest.fixture(scope="module")
def notebook(root):
    return json.loads((root / "docs/tutorial/incidents.ipynb").read_text(encoding="utf-8"))


def test_the_notebook_holds_these_cells_and_was_executed(cells, notebook) -> None:
    assert [(one["cell_type"] == "code", "".join(one["source"])) for one in notebook["cells"]] == cells
    shown = [output for one in notebook["cells"] for output in one.get("outputs", ())]
    assert not [output for output in shown if output["output_type"] == "error"]
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2


def test_what_it_shows_in_words_is_what_the_product_gives(notebook, beside) -> None:
    """Every code cell is run by Python alone; when this fails because results changed: python scripts/make_notebook.py."""
    pytest.importorskip("pandas", reason="pandas is not installed (extra frames)")
    code = [one for one in notebook["cells"] if one["cell_type"] == "code"]
    asked = json.dumps(["".join(one["source"]) for one in code])
    done = subprocess.run(
        [sys.executable, "-c", RUN], input=asked, capture_output=True, text=True, check=False, cwd=beside
    )
    assert done.returncode == 0, done.stderr
    shown = [[_words(one, "stream"), _words(one, "execute_result")] for one in code]
    assert sum(bool(said or value) for said, value in shown) >= 4
    assert json.loads(done.stdout.splitlines()[-1]) == shown


def _words(cell, kind) -> str:
    """Return the text that a cell shows by one kind of output."""
    found = (one for one in cell["outputs"] if one["output_type"] == kind)
    return "".join("".join(one["text"] if kind == "stream" else one["data"]["text/plain"]) for one in found)
