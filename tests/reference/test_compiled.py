"""What shipped files hold comes compiled where they are as they were, and from the files where somebody changed them."""

import shutil

import pytest

from servanda.errors import ConfigError
from servanda.reference import compiled
from servanda.reference.bounded_yaml import UnreadableYaml, bounded_content
from servanda.reference.compiled import COMPILED, compiled_text, shipped_content
from servanda.reference.counting import _SHIPPED, load_counting, shipped_rule
from servanda.reference.registry_files import read_yaml
from servanda.reference.shipped import DATA


@pytest.mark.parametrize("name", compiled._FILES)
def test_the_compiled_content_is_that_of_the_file(name, monkeypatch):
    expected = read_yaml(DATA / name)
    monkeypatch.setattr(compiled, "read_yaml", lambda path: pytest.fail(f"{path} was read"))
    assert shipped_content(DATA / name) == expected


def test_the_compiled_file_is_up_to_date():
    assert COMPILED.read_text(encoding="utf-8") == compiled_text()


def test_a_changed_file_is_read_instead_of_its_compiled_content(tmp_path, monkeypatch):
    shutil.copy(DATA / "offices.yaml", tmp_path / "offices.yaml")
    monkeypatch.setattr(compiled, "DATA", tmp_path)
    assert shipped_content(tmp_path / "offices.yaml") == shipped_content(DATA / "offices.yaml")
    (tmp_path / "offices.yaml").write_text("same: [[envoy]]\nwider: {}\n", encoding="utf-8")
    assert shipped_content(tmp_path / "offices.yaml") == {"same": [["envoy"]], "wider": {}}
    (tmp_path / "offices.yaml").write_text("same: [\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"offices\.yaml, line 2"):
        shipped_content(tmp_path / "offices.yaml")


def test_the_shipped_rule_passes_what_the_rule_of_a_dossier_must():
    assert load_counting(_SHIPPED) == shipped_rule()


@pytest.mark.parametrize("typ", ["safe", "rt"])
def test_nothing_is_built_of_a_text_beyond_the_bounds(typ):
    """Its events are counted while they are read, once, and its values are built after the last of them."""
    from ruamel.yaml import YAML

    built = []

    def read(text):
        yaml = YAML(typ=typ, pure=True)
        told = {"construct_document": lambda _, node: built.append(node)}
        yaml.Constructor = type("_Told", (yaml.Constructor,), told)
        bounded_content(text, yaml)

    read("a: [1, 2]\n")
    assert len(built) == 1
    for text, why in (
        ("a: 1\nb: " + "[" * 41, "nested more than"),
        ("a: 1\nb: !!python/name:os.system ''\n", "has a tag"),
    ):
        with pytest.raises(UnreadableYaml, match=why):
            read(text)
    assert len(built) == 1
