"""`search` as somebody at a desk meets it."""

import json
from pathlib import Path

import pytest
from tests.cli.one_text import dossier_of

from servanda.cli.app import app
from servanda.errors import NotFoundError, UsageError

TEXT = "The Rapid Support Forces shelled Nyala on 5 May 2031. Nine people were killed, Quillon Abera said."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dossier_of(tmp_path_factory.mktemp("search"), TEXT)


def run(*arguments: object) -> object:
    return app(["search", *(str(one) for one in arguments)], standalone_mode=False)


def test_words_stand_between_asterisks_and_what_was_found_is_counted(case, capsys):
    run(case, "shelling", "Niyala")
    out, err = capsys.readouterr()
    assert "**shelled** **Nyala**" in " ".join(out.split()).replace("****", "** **") or "**shelled Nyala**" in " ".join(
        out.split()
    )
    assert "1 document found" in err


def test_the_whole_result_is_one_object(case, capsys):
    run(case, "killed", "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["n"] == len(found["hits"])
    [document] = [hit for hit in found["hits"] if hit["what"] == "document"]
    assert [document["snippet"][start:end] for start, end in document["marks"]] == ["killed"]
    assert {one["facet"] for one in found["facets"]} >= {"kind", "actor", "place"}


def test_counts_rows_and_the_next_ones(case, capsys):
    run(case, "Nyala", "--counts", "--format", "csv")
    assert "place,geonames:" in capsys.readouterr().out
    run(case, "--in", "name", "Nyala", "--format", "jsonl")
    assert json.loads(capsys.readouterr().out)["title"] == "place"
    run(case, "Nyala", "--limit", 1, "--offset", 1)
    assert "shown: 1" in capsys.readouterr().err


def test_a_search_is_kept_changed_on_the_way_listed_and_dropped(case, capsys):
    run(case, "shelling", "--kind", "ASSAULT", "--save", "shells")
    assert "kept as 'shells'" in capsys.readouterr().err
    run(case, "--saved", "shells", "--in", "claim", "--format", "jsonl")
    assert {json.loads(line)["what"] for line in capsys.readouterr().out.splitlines()} == {"claim"}
    run(case, "--list")
    assert "kind ASSAULT" in capsys.readouterr().out
    run(case, "--drop", "shells")
    with pytest.raises(NotFoundError, match="it keeps: none"):
        run(case, "--saved", "shells")


def test_what_cannot_be_found_says_what_to_do(case):
    for asked, said in (
        ((case,), "say what to find"), ((case, "--", "-x"), "at least one word"),
        ((case, "x", "--audience", "press"), "partner"), ((case, "x", "--since", "May"), "2019-02-15"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=said):
            run(*asked)
