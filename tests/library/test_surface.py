"""What `import servanda` offers: light, documented, and nothing else."""

import ast
import inspect
import json
import subprocess
import sys

import pytest

import servanda
from servanda import library

HEAVY = ("spacy", "sqlalchemy", "numpy", "msgspec", "servanda.pipeline", "servanda.library")
LOOK = "import json, sys, servanda; print(json.dumps([servanda.__version__, dir(servanda), sorted(sys.modules)]))"


@pytest.fixture(scope="module")
def page(root):
    """The generator of the page of the library."""
    sys.path.insert(0, str(root / "scripts"))
    try:
        import library_page

        yield library_page
    finally:
        sys.path.remove(str(root / "scripts"))


def test_importing_is_light_and_shows_what_is_offered() -> None:
    said = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True).stdout
    version, offered, loaded = json.loads(said)
    assert version == servanda.__version__
    assert offered == sorted(servanda.__all__)
    assert not set(HEAVY) & set(loaded)


def test_the_page_promises_what_is_offered_and_nothing_else(page, root) -> None:
    text = (root / "docs/reference/library.md").read_text(encoding="utf-8")
    assert page.promised() == set(servanda.__all__) == {*library.__all__, "errors", "__version__"}
    headings = {line.removeprefix("## servanda.") for line in text.splitlines() if line.startswith("## servanda.")}
    assert headings | {"errors", "__version__"} == set(servanda.__all__)
    for name in page.OWN:
        part = getattr(servanda, name)
        public = {one for one in vars(part) if not one.startswith("_")} if inspect.isclass(part) else set()
        assert public <= set(page.members(part))
        assert all(f"`{one}`" in text or f"### {name}.{one}\n" in text for one in page.members(part) if public), name


def test_what_type_checkers_see_is_what_is_offered(root) -> None:
    stub = ast.parse((root / "src/servanda/__init__.pyi").read_text(encoding="utf-8"))
    seen = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    seen |= {node.target.id for node in stub.body if isinstance(node, ast.AnnAssign)}
    assert seen - {"__all__"} == set(servanda.__all__)


def test_every_argument_is_explained(page) -> None:
    functions = [servanda.read, servanda.open]
    functions += [getattr(kind, name) for kind in (servanda.OpenDossier, servanda.Reading, servanda.Records)
                  for name in page.members(kind) if inspect.isfunction(getattr(kind, name, None))]  # fmt: skip
    assert len(functions) > 8
    for function in functions:
        told = page._sections(inspect.getdoc(function)).get("Args", {})
        assert set(told) == set(inspect.signature(function).parameters) - {"self"}, function.__qualname__


def test_what_is_not_offered_is_named_with_what_is() -> None:
    with pytest.raises(AttributeError, match=r"'analyse'; it offers: .*read"):
        servanda.analyse  # noqa: B018 - asking for it is the test
