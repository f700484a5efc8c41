"""The shipped registries: the compiled copy is that of the files, and a changed file is read instead of it."""

from pathlib import Path
from typing import Any

import pytest

from servanda.reference.actors import SHIPPED as ACTORS
from servanda.reference.actors import Actor
from servanda.reference.agreements import SHIPPED as AGREEMENTS
from servanda.reference.shipped import Shipped


@pytest.mark.parametrize("registry", [ACTORS, AGREEMENTS])
def test_the_compiled_registry_is_that_of_the_files(registry: Shipped[Any]) -> None:
    assert registry.compiled.read_text(encoding="utf-8") == registry.text()
    assert registry.entries() == registry.read()


def test_a_changed_file_is_read_instead_of_the_compiled_one(tmp_path: Path) -> None:
    own = Shipped(tmp_path / "own", Actor)
    own.folder.mkdir()
    (own.folder / "one.yaml").write_text("- {id: x, name: X, type: ngo}\n", encoding="utf-8")
    own.compiled.write_text(own.text(), encoding="utf-8")
    assert list(own.entries()[0]) == ["x"]
    (own.folder / "two.yaml").write_text("- {id: y, name: Y, type: ngo, mood: fair}\n", encoding="utf-8")
    actors, warnings = own.entries()
    assert list(actors) == ["x", "y"]
    assert "field 'mood' is not known" in warnings[0]
