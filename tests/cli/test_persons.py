"""`persons` as somebody at a desk meets it: the list, what is decided on whom, and who never leaves named."""

import json
from pathlib import Path

import pytest
from tests.cli.one_text import dossier_of

from servanda.cli.app import app
from servanda.errors import UsageError

TEXT = (
    "The Rapid Support Forces shelled Nyala on 5 May 2031. The soldier Tariq Salih was killed in the shelling of Nyala. "
    "Omar Bashir, 11, saw it, Quillon Abera said."
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dossier_of(tmp_path_factory.mktemp("persons"), TEXT)


def run(*arguments: object) -> object:
    return app(["persons", *(str(one) for one in arguments)], standalone_mode=False)


def rows(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, str]]:
    run(*arguments, "--format", "jsonl")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_person_is_listed_and_said_of(case, capsys):
    [row] = rows(capsys, case)
    assert (row["names"], row["sex"], row["status"]) == ("Tariq Salih", "unknown", "member_of_party")
    run(case, "--of", row["id"], "--set", "sex=male", "--by", "ana", "--because", "his aunt")
    assert "undo --by ana" in capsys.readouterr().err
    [row] = rows(capsys, case)
    assert row["sex"] == "male"
    app(["show", str(case), row["id"]], standalone_mode=False)
    assert "sex: male (decided by ana: his aunt)" in capsys.readouterr().out


def test_who_never_leaves_named_is_listed_and_decided_on(case, capsys):
    def names() -> set[str]:
        return {row["names"] for row in rows(capsys, case, "--protected")}

    assert names() == {"Omar Bashir"}
    said = ("--by", "ana", "--because", "she told us")
    run(case, "--name", "Quillon Abera", "--in", "a.txt", "--set", "protection=survivor", *said)
    capsys.readouterr()
    assert names() == {"Omar Bashir", "Quillon Abera"}
    run(case, "--name", "Omar Bashir", "--in", "a.txt", "--set", "protection=no", "--role", "lead", *said)
    capsys.readouterr()
    assert names() == {"Quillon Abera"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--same", "prs_1", "--other", "prs_2"), "one thing at a time"),
        (("--same", "prs_1", "--of", "prs_2", "--set", "sex=male"), "one thing at a time"),
        (("--set", "sex=male"), "--set needs a person"),
        (("--of", "prs_1"), "--set needs a person"),
        (("--name", "Omar Bashir", "--set", "protection=child"), "--name NAME --in DOC"),
        (("--name", "Omar Bashir", "--in", "a.txt", "--set", "sex=male"), "protection=VALUE"),
    ],
)
def test_half_a_decision_is_refused(case, arguments, words):
    with pytest.raises(UsageError, match=words):
        run(case, *arguments, "--by", "ana", "--because", "x")
