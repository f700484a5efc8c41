"""The rooms: their order, their doors, their READMEs."""

import ast
import importlib
import re

import pytest

from servanda.pipeline import STAGES
from servanda.pipeline.stages import check_chain

ROOMS = tuple(stage.room for stage in STAGES)
DOORS = (*ROOMS, "store")
"""Parts that outsiders enter by their ``__init__`` only."""
PURE = ("parse", "extract", "resolve", "corroborate", "assess", "review")
INIT_LINES = 40
README_LINES = range(4, 31)


def test_order_is_the_one_of_the_design() -> None:
    assert ROOMS == ("collect", "parse", "extract", "resolve", "corroborate", "assess", "review", "report")
    check_chain(STAGES)


def test_readme_shows_the_same_order(root) -> None:
    text = (root / "src/servanda/README.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| \d \| \[`(\w+)`\]", text, re.MULTILINE)) == ROOMS


@pytest.mark.parametrize("room", [*DOORS, "reference"])
def test_every_room_has_a_readme_that_leads_in(room, root) -> None:
    path = root / "src/servanda" / room / "README.md"
    assert path.is_file(), f"{path} is missing: what it takes, what it gives, where to look first"
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") in README_LINES
    assert all(word in text.lower() for word in ("takes", "gives", "look first")), f"{path}: takes, gives, look first"


@pytest.mark.parametrize("room", DOORS)
def test_every_door_is_small_and_says_what_is_behind_it(room, root) -> None:
    text = (root / "src/servanda" / room / "__init__.py").read_text(encoding="utf-8")
    assert text.count("\n") <= INIT_LINES
    module = importlib.import_module(f"servanda.{room}")
    missing = [name for name in module.__all__ if not hasattr(module, name)]
    assert not missing, f"servanda.{room}.__all__ names what is not there: {missing}"
    assert any(name.endswith("Config") for name in module.__all__) or room == "store"


def test_outsiders_enter_by_the_door(sources) -> None:
    wrong = [
        f"{source.path}:{line} imports {name}"
        for source in sources
        for line, name in _imports(source.tree)
        if _goes_past_the_door(source, name)
    ]
    assert not wrong, "\n".join(wrong)


def test_packages_of_extract_are_entered_by_their_doors(sources) -> None:
    packages = {source.path.parts[3] for source in sources if source.part == "extract" and len(source.path.parts) > 4}
    assert len(packages) > len(ROOMS), "no packages were found: this test would prove nothing"
    wrong = [
        f"{source.path}:{line} imports {name}"
        for source in sources
        for line, name in _imports(source.tree)
        if _goes_past_an_inner_door(source, name, packages)
    ]
    assert not wrong, "\n".join(wrong)


def _goes_past_an_inner_door(source, name, packages):
    room, package, *inner = [*name.split(".")[1:], "", ""]
    return room == "extract" and package in packages and bool(inner[0]) and package not in source.path.parts


def _imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def _goes_past_the_door(source, name):
    parts = name.split(".")
    return len(parts) > 2 and parts[0] == "servanda" and parts[1] in DOORS and parts[1] != source.part


IMPURE = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.monotonic",
    "os.environ", "os.getenv", "uuid.uuid1", "uuid.uuid4",
}  # fmt: skip
IMPURE_MODULES = {"random", "secrets", "sqlite3", "socket", "subprocess", "tempfile", "urllib.request", "http.client"}


def test_stages_are_pure(sources) -> None:
    """No clock, environment, randomness, process or network inside a stage: the pipeline supplies what it needs."""
    wrong = []
    for source in sources:
        if source.part in PURE:
            wrong += [
                f"{source.path}:{line} imports {name}" for line, name in _imports(source.tree) if name in IMPURE_MODULES
            ]
            wrong += [f"{source.path}:{line} uses {name}" for line, name in _dotted(source.tree) if name in IMPURE]
    assert not wrong, "\n".join(wrong)


def test_transport_is_in_collect_only(sources) -> None:
    """import-linter sees whole packages only; urllib.parse and http.HTTPStatus are harmless everywhere."""
    transport = {"urllib.request", "http.client", "http.server", "xmlrpc.client"}
    wrong = [
        f"{source.path}:{line} imports {name}"
        for source in sources
        if source.part not in {"collect", "store"}
        for line, name in _imports(source.tree)
        if name in transport
    ]
    assert not wrong, "\n".join(wrong)


def test_the_codec_is_in_one_module(sources) -> None:
    codec = {"msgspec.json.encode", "msgspec.json.decode", "msgspec.json.Encoder", "msgspec.json.Decoder"}
    codec |= {"msgspec.convert", "msgspec.to_builtins", "msgspec.msgpack.encode", "msgspec.msgpack.decode"}
    codec |= {"msgspec.yaml.decode", "msgspec.toml.decode"}
    wrong = [
        f"{source.path}:{line} calls {name}: use servanda.model.codec"
        for source in sources
        if source.path.parts[-2:] != ("model", "codec.py")
        for line, name in _dotted(source.tree)
        if name in codec
    ]
    wrong += [
        f"{source.path}: imports parts of msgspec by name, which hides codec calls: write `import msgspec`"
        for source in sources
        for _, name in _imports(source.tree)
        if name.startswith("msgspec.")
    ]
    assert not wrong, "\n".join(wrong)


def _dotted(tree):
    """Yield the line and the last parts of every dotted name, ``datetime.datetime.now`` also as ``datetime.now``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            parts = ast.unparse(node).split(".")
            yield node.lineno, ".".join(parts)
            yield node.lineno, ".".join(parts[-2:])


def test_the_scans_see_what_they_look_for() -> None:
    tree = ast.parse("import datetime, urllib.request\nnow = datetime.datetime.now()\nmsgspec.json.decode(b'')\n")
    assert (1, "urllib.request") in list(_imports(tree))
    assert {(2, "datetime.now"), (3, "msgspec.json.decode")} <= set(_dotted(tree))


def test_only_one_file_prints(sources) -> None:
    """What others wrote must not steer a terminal: it goes through ``cli/output.py`` (decision 0137)."""
    alone = {"src/servanda/cli/output.py", "src/servanda/report/bundle/verify.py"}
    printing = [
        f"{source.path}:{node.lineno}: print() is for cli/output.py only: use say() for messages, tell() for answers"
        for source in sources
        if source.path.as_posix() not in alone
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert not printing, "\n".join(printing)
