"""Every command that a message, a docstring or a page names exists, and finds its dossier as all commands do."""

import re

import pytest
import typer

from servanda.cli import app
from servanda.cli.program import DossierCommand

NAMED = re.compile(r"(?<![\w/.-])(?<!from )servanda ([a-z][a-z-]+)(?: ([a-z][a-z-]+))?(?=[\s`.,;:)\"'\]]|$)")
ENDINGS = {".py", ".md", ".toml", ".j2", ".yaml", ".html", ".txt", ".cff"}
OWN_DIRECTORY = {"init", "demo"}
"""Commands whose DIR is a folder to be made."""


def commands(group, path=()):
    for name, inner in getattr(group, "commands", {}).items():
        if getattr(inner, "commands", None):
            yield (*path, name), None
            yield from commands(inner, (*path, name))
        else:
            yield (*path, name), inner


@pytest.fixture(scope="module")
def known():
    return dict(commands(typer.main.get_command(app)))


def unknown(text, known):
    """Return the commands in a text that there are none of; a group may be followed by one of its commands or a folder."""
    for verb, second in NAMED.findall(text):
        if (verb,) not in known or (
            known[(verb,)] is None and second and (verb, second) not in known and verb != "actors"
        ):
            yield f"servanda {verb} {second}".strip()


def test_every_command_that_is_named_exists(tracked, root, known):
    wrong = {}
    for path in tracked:
        where = path.relative_to(root)
        if path.suffix in ENDINGS and where.parts[0] not in {"tests", "build"} and where.name != "CHANGELOG.md":
            found = sorted(set(unknown(path.read_text(encoding="utf-8"), known)))
            wrong |= {str(where): found} if found else {}
    assert wrong == {}


@pytest.mark.parametrize("text", ["see servanda imprt", "`servanda agreement chek x`", "run: servanda key rotat"])
def test_a_command_that_there_is_none_of_is_found(text, known):
    assert list(unknown(text, known))


def test_every_command_that_takes_a_dossier_finds_it_itself(known):
    taking = {}
    for path, command in known.items():
        places = [param for param in command.params if param.param_type_name == "argument"] if command else []
        if places and "DIR" in (places[0].metavar or "") and path[0] not in OWN_DIRECTORY:
            taking[path] = command
    assert len(taking) > 20
    assert [path for path, one in taking.items() if not (isinstance(one, DossierCommand) and one.takes_dossier)] == []
