"""What no committed file may hold, and what the pages must."""

import re

import pytest

# Written with brackets so that this file does not hold the words itself.
REGISTRY = r"p[y]pi\.o|pyt[h]onhosted\.|registry\.np[m]js|deb\.[d]ebian\.|simple/[a-z0-9-]+/#sha"
MACHINE = r"/wor[k]/[a-z.]|/roo[t]/|/hom[e]/[a-z]+/|/User[s]/[a-z]+/|/op[t]/(wheels|py)"
FORBIDDEN = re.compile(f"{REGISTRY}|{MACHINE}")
BINARY = {".gz", ".png", ".jpg", ".pdf", ".docx", ".ico", ".woff2", ".zip"}
INDEX_OPTION = re.compile(r"^\s*(--(extra-)?index-url|--find-links|--trusted-host|-i |-f )", re.MULTILINE)
REQUIREMENT = re.compile(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)", re.MULTILINE)
LOCKS = ("build", "core", "pdf", "web", "print", "frames", "parquet", "postgresql", "spark", "dev")


def test_no_file_names_a_registry_or_this_machine(tracked, root) -> None:
    found = []
    for path in tracked:
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if match := FORBIDDEN.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {match.group()}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["https://p" + "ypi.org/simple", "/wor" + "k/main/src", "/hom" + "e/ann/x"])
def test_the_scan_would_see_one(line) -> None:
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_hashes_and_no_index(name, root) -> None:
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert not [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]
    assert not INDEX_OPTION.search(text)


def test_locks_agree_on_every_version(root) -> None:
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        for package, version in REQUIREMENT.findall(text):
            versions.setdefault(package, set()).add(version)
    assert not {package: found for package, found in versions.items() if len(found) > 1}


def test_locks_hold_what_the_project_asks_for(root) -> None:
    """A dependency that is added to pyproject.toml without `make lock` fails here, not on a user's machine."""
    import tomllib

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for name in ("core", "pdf", "web", "frames", "parquet", "spark", "dev"):
        text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        locked = {canonicalize_name(package): version for package, version in REQUIREMENT.findall(text)}
        for requirement in map(Requirement, (*project["dependencies"], *extras.get(name, ()))):
            version = locked.get(canonicalize_name(requirement.name))
            assert version in requirement.specifier, f"requirements/{name}.txt: {requirement} but {version}: make lock"


def test_what_installs_the_locks_is_locked_too(root) -> None:
    """The pip of Python 3.11 takes the newest release of what a package asks with an extra, which has no hash: installing fails on the day it is out."""
    text = (root / "requirements" / "build.txt").read_text(encoding="utf-8")
    version = dict(REQUIREMENT.findall(text))["pip"]
    assert int(version.split(".")[0]) >= 26
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^\$\(STAMPS\)/locked:.*\$\(STAMPS\)/build$", makefile, re.MULTILINE)


def test_what_a_newcomer_needs_is_there(root) -> None:
    files = (
        "README.md",
        "LICENSE",
        "NOTICE",
        "CITATION.cff",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "Makefile",
    )
    folders = ("docs/tutorial", "docs/how-to", "docs/reference", "docs/explanation", "docs/decisions", "changelog.d")
    assert not [name for name in (*files, ".ci/run", "docs/glossary.md") if not (root / name).is_file()]
    assert not [name for name in folders if not any((root / name).glob("*.md"))]


def test_ci_run_can_be_run(root) -> None:
    assert (root / ".ci/run").stat().st_mode & 0o111
