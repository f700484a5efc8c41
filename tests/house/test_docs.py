"""The pages say what the program does."""

import inspect
import re
import sys
import tomllib
from importlib.resources import files

import msgspec
import pytest
import typer

HEADINGS = ("Context", "Decision", "Rejected because", "Test")
WORDS = (
    "claim", "event", "incident", "finding", "provision", "span", "mention", "attribution", "modality", "polarity", "key",
    "handle", "derivation", "custody log", "text layer", "dossier", "origin", "reliability", "credibility", "zone",
    "guarantor", "named conflicting party", "identification", "decision", "run", "source", "document", "agreement",
)  # fmt: skip
COMMAND = re.compile(r"(?:^    |^\$ |`)(?:\.venv/bin/)?servanda ([a-z]+(?: [^`\n]*)?)", re.MULTILINE)
EVERY_VERB = (
    "init", "add", "run", "claims", "incidents", "findings", "sources", "show", "review", "report", "verify",
    "agreement check", "extract", "demo",
)  # fmt: skip
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def generators(root):
    """The modules under scripts/, importable for this file only."""
    sys.path.insert(0, str(root / "scripts"))
    try:
        import generate_reference
        import generate_schemas
        import licence_gate

        yield {"reference": generate_reference, "schemas": generate_schemas, "licences": licence_gate}
    finally:
        sys.path.remove(str(root / "scripts"))


def test_schemas_are_those_of_the_records(generators, root) -> None:
    pages = generators["schemas"].pages()
    assert pages
    assert {path.name for path in (root / "schemas").glob("*.json")} == {path.name for path in pages}
    assert [path.name for path, text in pages.items() if path.read_text(encoding="utf-8") != text] == []


@pytest.mark.parametrize(
    "name", ["cli", "settings", "records", "agreement-words", "counts", "counting", "library", "permissions", "keys"]
)
def test_reference_pages_are_those_of_the_code(name, generators, root) -> None:
    text = getattr(generators["reference"], f"{name.replace('-', '_')}_page")()
    assert (root / f"docs/reference/{name}.md").read_text(encoding="utf-8") == text, "run: make docs"


def test_every_command_is_documented(generators, root) -> None:
    from servanda.cli import app

    page = (root / "docs/reference/cli.md").read_text(encoding="utf-8")
    commands = dict(generators["reference"]._commands("servanda", typer.main.get_command(app)))
    assert {f"servanda {verb}" for verb in EVERY_VERB} - set(commands) == set() or _review_is_a_group(commands)
    for path, command in commands.items():
        assert f"\n## {path}\n" in page
        assert command.help, f"{path} has no help text"
        silent = [param.name for param in command.params if not getattr(param, "help", None) and not param.hidden]
        assert not silent, f"{path}: no help for {silent}"


def _review_is_a_group(commands):
    missing = {f"servanda {verb}" for verb in EVERY_VERB} - set(commands)
    return missing == {"servanda review"} and any(path.startswith("servanda review ") for path in commands)


def test_every_setting_of_a_room_is_explained_in_its_record(generators) -> None:
    kinds = generators["reference"].config_records()
    assert len(kinds) >= 8
    silent = [
        f"{kind.__module__}.{kind.__qualname__}: ``{field.name}`` is not in the docstring"
        for kind in kinds
        for field in msgspec.structs.fields(kind)
        if f"`{field.name}`" not in (inspect.getdoc(kind) or "")
    ]
    assert not silent, "\n".join(silent)


@pytest.mark.parametrize("template", ["ceasefire", "casualties"])
def test_every_dossier_setting_is_shown_in_the_templates(template) -> None:
    from servanda.pipeline.dossier import Settings

    text = files("servanda.pipeline").joinpath("templates", f"{template}.toml").read_text(encoding="utf-8")
    tomllib.loads(text)
    missing = [
        name for name in Settings.__struct_fields__ if not re.search(rf"^#?\s*\[{{0,2}}{name}\b", text, re.MULTILINE)
    ]
    assert not missing, f"{template}.toml does not show: {missing}"


def test_decisions_have_the_four_headings(root) -> None:
    records = sorted((root / "docs/decisions").glob("[0-9]*.md"))
    assert len(records) >= 4
    wrong = []
    for path in records:
        headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        wrong += [f"{path.name}: no heading '## {heading}'" for heading in HEADINGS if heading not in headings]
    assert not wrong, "\n".join(wrong)


def test_decisions_are_listed_and_numbered_once(root) -> None:
    folder = root / "docs/decisions"
    names = [path.name for path in sorted(folder.glob("[0-9]*.md"))]
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [name for name in names if f"({name})" not in listed] == []
    numbers = [name[:4] for name in names]
    assert len(set(numbers)) == len(numbers)


def test_glossary_explains_the_words(root) -> None:
    text = (root / "docs/glossary.md").read_text(encoding="utf-8").lower()
    assert [word for word in WORDS if not re.search(rf"^\*\*[^*]*\b{word}\b[^*]*\*\*", text, re.MULTILINE)] == []


def test_links_between_pages_lead_somewhere(tracked, root) -> None:
    dead = [
        f"{path.relative_to(root)}: {target}"
        for path in tracked
        if path.suffix == ".md"
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)


def test_no_page_promises_an_unknown_command_or_option(generators, root) -> None:
    """``servanda WORD ...`` on the hand-written pages is a command that there is, and so is each of its options."""
    from servanda.cli import app

    commands = dict(generators["reference"]._commands("servanda", typer.main.get_command(app)))
    folders = (root / "docs" / part for part in ("tutorial", "how-to", "explanation"))
    pages = [
        root / "README.md",
        *(page for folder in folders for page in folder.glob("*.md")),
        *root.glob("examples/*/README.md"),
    ]
    wrong = [
        f"{page.relative_to(root)}: servanda {line}: {fault}"
        for page in pages
        for line in COMMAND.findall(page.read_text(encoding="utf-8"))
        for fault in _unknown(line.split("#")[0].split(), commands)
    ]
    assert not wrong, "\n".join(wrong)


def _unknown(words, commands):
    """Yield what a command line names that the program does not know."""
    names = (f"servanda {' '.join(words[:length])}" for length in (2, 1))
    command = next((commands[name] for name in names if name in commands), None)
    if command is None:
        yield "no such command"
        return
    known = {"--help"}.union(*((*param.opts, *param.secondary_opts) for param in command.params))
    yield from (word for word in words if word.startswith("--") and word.split("=")[0].rstrip(",.;") not in known)


def test_licence_gate_refuses_and_asks(generators) -> None:
    complaint = generators["licences"].complaint
    assert complaint("a", "MIT", {}) is None
    assert "no GPL" in complaint("b", "GNU Affero General Public License v3", {})
    assert "no GPL" in complaint("c", "GPL-3.0-or-later", {})
    assert "reason" in complaint("d", "GNU Lesser General Public License v3 or later (LGPLv3+)", {})
    assert "reason" in complaint("e", "", {})
    assert complaint("d", "LGPL-3.0-only", {"d": "linked unchanged"}) is None
