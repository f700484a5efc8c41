"""`claim add` as a person meets it: asked on a terminal, told what is missing in a pipe."""

import pytest

from servanda.cli import claim
from servanda.errors import UsageError

GIVEN = dict.fromkeys(
    ("quote", "kind", "trigger", "type", "mode", "object", "attitude", "place", "start", "speaker", "actor", "target", "by", "because")
)  # fmt: skip


class Terminal:
    def isatty(self) -> bool:
        return True


def test_in_a_pipe_what_is_missing_is_named() -> None:
    with pytest.raises(UsageError, match="--kind, --because"):
        claim._asked({**GIVEN, "quote": "the mill", "by": "ana"})


def test_on_a_terminal_it_is_asked_for_by_kind(monkeypatch) -> None:
    answers = {
        "kind": "event",
        "type (empty: unknown)": "ASSAULT",
        "place (empty: unknown)": "Orlova",
        "by": "ana",
        "because": "seen",
    }
    asked = []

    def prompt(words: str, **_: object) -> str:
        asked.append(words)
        return answers.get(words, "")

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("typer.prompt", prompt)
    said = claim._asked({**GIVEN, "quote": "the mill"})
    assert {name: said[name] for name in ("quote", "kind", "type", "place", "by", "mode")} == {
        "quote": "the mill", "kind": "event", "type": "ASSAULT", "place": "Orlova", "by": "ana", "mode": None,
    }  # fmt: skip
    assert "quote" not in asked
    assert "attitude (empty: unknown)" not in asked


@pytest.mark.parametrize(
    ("words", "pair"), [("killed=3", ("killed", "3")), ("injured = at least six", ("injured", "at least six"))]
)
def test_a_toll_is_an_effect_and_a_count(words, pair) -> None:
    assert claim._toll(words) == pair


def test_a_toll_without_a_count_is_refused() -> None:
    with pytest.raises(UsageError, match="EFFECT=COUNT"):
        claim._toll("three dead")
