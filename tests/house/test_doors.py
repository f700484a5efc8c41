"""Doors that open late: what type checkers see of a package is what it offers, and every name is there."""

import ast
import importlib

import pytest

LATE = ("pipeline", "reference", "collect", "parse", "extract", "resolve", "corroborate", "assess", "report", "store")


@pytest.mark.parametrize("name", LATE)
def test_what_type_checkers_see_is_what_is_offered(name, root) -> None:
    package = importlib.import_module(f"servanda.{name}")
    stub = ast.parse((root / "src/servanda" / name / "__init__.pyi").read_text(encoding="utf-8"))
    places = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    (listed,) = [ast.literal_eval(node.value) for node in stub.body if isinstance(node, ast.Assign)]
    assert set(package.__all__) == set(places) == set(listed)
    for offered, (module, original) in places.items():
        assert getattr(package, offered) is getattr(importlib.import_module(module), original)


@pytest.mark.parametrize("name", LATE)
def test_what_is_not_offered_is_named_with_what_is(name) -> None:
    package = importlib.import_module(f"servanda.{name}")
    with pytest.raises(
        AttributeError, match=f"'servanda.{name}' has no attribute 'nothing'; it offers: .*{package.__all__[0]}"
    ):
        package.nothing  # noqa: B018 - asking for it is the test
