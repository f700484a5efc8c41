"""No test depends on how fast or busy a machine is: nothing is measured by a clock, and whoever waits is patient."""

import ast
from collections.abc import Iterator
from pathlib import Path

from hypothesis import settings

CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time", "monotonic_ns", "perf_counter_ns"}
PATIENT = 60.0


def _faults(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(value=ast.Name(id="time"), attr=clock) if clock in CLOCKS:
                yield f"line {node.lineno}: measures by time.{clock}; count steps or bound the tries instead"
            case ast.keyword(arg="timeout", value=ast.Constant(value=int() | float() as seconds)) if seconds < PATIENT:
                yield f"line {node.value.lineno}: waits {seconds} s only; take tests.conftest.PATIENCE"


def test_no_test_depends_on_speed(root: Path) -> None:
    paths = [path for path in sorted((root / "tests").rglob("*.py")) if path != Path(__file__).resolve()]
    assert [f"{path.relative_to(root)}, {fault}" for path in paths for fault in _faults(path)] == []


def test_properties_have_no_deadline() -> None:
    assert settings().deadline is None
