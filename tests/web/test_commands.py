"""Whatever a form of the desk changes has a command, or a word why not: the list in the docs is held against the addresses and the program."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROW = re.compile(r"^\| `([\w/]+)` \| (.+) \|$", re.MULTILINE)
COMMAND = re.compile(r"`servanda ([a-z][a-z ]*[a-z])((?: --[a-z-]+)*)`")
WRITES = re.compile(r"request\.(POST|FILES|method)|require_post\(")


def told(root: Path) -> dict[str, str]:
    """Return the list of the docs: by address what changes the same at the terminal."""
    page = (root / "docs/how-to/review-at-the-desk.md").read_text(encoding="utf-8")
    return dict(ROW.findall(page.partition("## The same at the terminal")[2].partition("\n## ")[0]))


def is_written_to(view: Any, module: ModuleType) -> bool:
    """Tell whether a view, or what it calls in its own file, reads what a form sends."""
    seen, waiting = set(), [view]
    while waiting:
        source = inspect.getsource(one := waiting.pop())
        seen.add(one)
        if WRITES.search(source):
            return True
        called = (getattr(module, name, None) for name in re.findall(r"\b(\w+)\(", source))
        waiting += [
            found
            for found in called
            if inspect.isfunction(found) and found.__module__ == module.__name__ and found not in seen
        ]
    return False


def written() -> Iterator[str]:
    """Yield every address of the desk at which a form can change something, those that are there with accounts alone aside."""
    from servanda.web import pages

    for one in pages.urlpatterns:
        if is_written_to(one.callback, inspect.getmodule(one.callback)):
            yield re.sub(r"<\w+:\w+>", "NAME", str(one.pattern))


def test_every_address_that_changes_something_is_in_the_list(root):
    of_accounts = {"people/", "people/NAME", "exports/NAME/approve"}
    assert set(told(root)) - of_accounts == set(written())
    assert of_accounts <= set(told(root))


def test_every_command_of_the_list_is_one_of_the_program_with_its_options(root):
    page = (root / "docs/reference/cli.md").read_text(encoding="utf-8")
    sections = {
        head.strip(): body for head, _, body in (part.partition("\n") for part in page.split("\n## servanda ")[1:])
    }
    for address, words in told(root).items():
        named = COMMAND.findall(words)
        assert named or words.startswith("none: "), address
        for command, options in named:
            assert command in sections, (address, command)
            assert all(f"`{option}`" in sections[command] for option in options.split()), (address, command)


@pytest.mark.parametrize("way", ["GET", "HEAD"])
def test_no_address_changes_anything_without_a_form(client, served, way):
    before = len([*served.desk.case.store.log()])
    for address in written():
        if address not in {"agreements/write", "agreements/NAME/write", "again/NAME"}:  # these show what they change
            assert client.ask(way, "/" + address.replace("NAME", "x")).status in {400, 404}, address
        else:
            client.ask(way, "/" + address.replace("NAME", "x"))
    assert len([*served.desk.case.store.log()]) == before
