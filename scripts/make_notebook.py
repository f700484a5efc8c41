"""Write and execute docs/tutorial/incidents.ipynb on the example dossier: ``python scripts/make_notebook.py``.

For maintainers. It needs nbformat, nbclient, ipykernel, matplotlib and the extra ``frames`` in the environment that runs it; the
outputs are kept in the notebook. A test runs the same cells against the product.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from generated import ROOT

from servanda.pipeline import run_demo

NOTEBOOK = ROOT / "docs" / "tutorial" / "incidents.ipynb"
CELLS = (
    """\
# Incidents of the example, in a notebook

The command `servanda demo` has made the dossier `demo-idlib-2019` in this folder. Everything below is *alleged* until a person decides.
""",
    """\
import servanda

dossier = servanda.open("demo-idlib-2019")
print(dossier.documents, dossier.claims, dossier.incidents, dossier.findings)
""",
    "Frames have the columns of `--format csv`. A count is shown as it was said; its bounds stand beside it.",
    """\
incidents = dossier.incidents.to_pandas()
incidents[["handle", "kind", "start", "place", "killed", "origins", "credibility"]].head(10)
""",
    "## A plot: incidents by month\n\nFewer reports do not mean fewer incidents: these are 35 digests, not a count of what happened.",
    """\
import matplotlib.pyplot as plt

months = incidents.dropna(subset=["start"])["start"].str[:7].value_counts().sort_index()
axes = months.plot.bar(color="0.4", figsize=(8, 3), xlabel="month", ylabel="incidents reported")
""",
    """\
## A map: where, and how well that is known

A ring is as wide as the place is uncertain. What is not on the map, because it lies further south or its place is not known, is counted
below it.
""",
    """\
spots = [(one, place) for one in dossier.incidents for place in one.places]  # an act told at once of several places has all of them
known = [(one, place) for one, place in spots if place.latitude is not None and (place.radius_km or 0) < 50]
drawn = [place for _, place in known if place.latitude > 35]
figure, axes = plt.subplots(figsize=(6, 8))
for place in drawn:
    axes.add_patch(plt.Circle((place.longitude, place.latitude), (place.radius_km or 0) / 111, fill=False, color="0.4"))
for place in {place.place_id: place for place in drawn}.values():
    axes.annotate(place.name, (place.longitude, place.latitude), fontsize=7)
axes.autoscale()
axes.set_aspect(1 / 0.81)  # a degree of longitude is shorter at 36 degrees north
axes.set(xlabel="degrees east", ylabel="degrees north")
print(len(drawn), "places drawn,", len(known) - len(drawn), "further south,")
print(len(dossier.incidents) - len({one.id for one, _ in known}), "incidents without a known place, or known no better than to 50 km")
""",
    "## From a number to its sentence",
    """\
texts = {text.id: text.text for text in dossier.texts}
incident = max((one for one, _ in known), key=lambda one: one.n_independent_origins)
members = [claim for claim in dossier.claims if claim.id in incident.members]
print(incident.handle, incident.place.name, incident.time.start)
for claim in members:
    print(claim.span.start, claim.span.end, texts[claim.text_id][claim.span.start : claim.span.end])
""",
)


def is_code(number: int) -> bool:
    """Tell whether a cell is code: words and code take turns."""
    return number % 2 == 1


def main() -> None:
    """Make the notebook, run it in a folder with the demo, and keep what it shows."""
    import nbclient  # type: ignore[import-not-found]
    import nbformat  # type: ignore[import-not-found]

    make: Any = nbformat.v4
    cells = [
        (make.new_code_cell if is_code(n) else make.new_markdown_cell)(text.strip()) for n, text in enumerate(CELLS)
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = make.new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})
    with tempfile.TemporaryDirectory() as folder:
        list(run_demo(Path(folder, "demo-idlib-2019"), lambda *_: None))
        os.chdir(folder)
        nbclient.NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
        os.chdir(ROOT)
    for cell in cells:
        cell["metadata"] = {}  # when it ran is nobody's business
    notebook.metadata = {"language_info": {"name": "python"}}
    NOTEBOOK.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
