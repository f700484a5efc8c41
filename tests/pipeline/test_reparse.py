"""A document parsed anew gives a new text layer; the old one stays, and so do the spans that rest on it."""

from pathlib import Path

import pytest

from servanda.model.documents import DocumentText
from servanda.model.making import kind_of
from servanda.pipeline import Again, Judgement, add_sources, build_view, decide, open_case, run_case, trace
from servanda.store import verify


def go(folder: Path, *sources: Path, reparse: bool = False) -> None:
    with open_case(folder, create=True) as case:
        if sources:
            add_sources(case, [str(path) for path in sources], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None, Again(reparse=reparse))


def newer_parser(content: bytes, config: object) -> object:
    """A later parser of plain text, which puts a line before the text."""
    from servanda.parse import plain

    reading = plain.read_plain(content, config)  # type: ignore[arg-type]
    text = "Nyala, Tuesday\n\n" + reading.text
    return reading._replace(text=text, paragraphs=plain.find_paragraphs(text), version="9.0.0")


def test_a_reparse_makes_a_new_layer_and_old_spans_stay_valid(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Nine people were killed in Nyala on 5 May 2031, a doctor said.", encoding="utf-8")
    go(dossier, report)
    from servanda.parse import parsing

    monkeypatch.setitem(parsing._READERS, "text/plain", newer_parser)
    with (dossier / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write('[parse]\nversion = "9"\n')
    go(dossier, reparse=True)
    with open_case(dossier) as case:
        old, new = case.store.records("document_text")
        assert (old.parser_version, new.parser_version) == ("0.1.0", "9.0.0")
        assert old.id != new.id
        assert old.text_sha256 != new.text_sha256
        current = [layer for layer in case.store.current("parse") if isinstance(layer, DocumentText)]
        assert current == [new]
        layers = {layer.id: layer for layer in (old, new)}
        claims = list(case.store.records("claim"))
        assert {claim.text_id for claim in claims} == set(layers)
        for claim in claims:
            assert layers[claim.text_id].text[claim.span.start : claim.span.end] == claim.span.quote
        assert list(verify(case.store)) == []


def test_a_reparse_to_the_same_characters_keeps_the_layer_and_names_the_new_parser(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Nine people were killed in Nyala on 5 May 2031, a doctor said.", encoding="utf-8")
    go(dossier, report)
    monkeypatch.setattr("servanda.parse.plain._VERSION", "9.0.0")
    with (dossier / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write('[parse]\nversion = "9"\n')
    go(dossier, reparse=True)
    with open_case(dossier) as case:
        editions = list(case.store.records("document_text"))
        assert [layer.parser_version for layer in editions] == ["0.1.0", "9.0.0"]
        assert len({layer.id for layer in editions}) == 1
        assert list(verify(case.store)) == []


def test_a_scan_is_read_once_the_program_is_there(dossier: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    if not shutil.which("tesseract"):
        pytest.skip("needs tesseract")
    with (dossier / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write('[parse]\nocr_languages = ["eng", "ara"]\n')
    with monkeypatch.context() as patch:
        patch.setattr("servanda.pipeline.scanning.shutil.which", lambda _name: None)
        go(dossier, root / "tests/parse/golden/english.scan.png")
    with open_case(dossier) as case:
        (quarantine,) = case.store.current("parse")
        assert "install tesseract-ocr" in quarantine.reason
    go(dossier)
    with open_case(dossier) as case:
        (layer,) = case.store.current("parse")
        assert layer.text.startswith("Weekly bulletin")
        assert layer.ocr_percent > 90


def test_a_text_that_was_read_stays_as_it_is_unless_asked(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from servanda.parse import parsing

    report = tmp_path / "report.txt"
    report.write_text("Nine people were killed in Nyala on 5 May 2031, a doctor said.", encoding="utf-8")
    go(dossier, report)
    with open_case(dossier) as case:
        before = [layer.id for layer in case.store.current("parse")]
    monkeypatch.setitem(parsing._READERS, "text/plain", newer_parser)
    with (dossier / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write('[parse]\nversion = "9"\n')
    later = tmp_path / "later.txt"
    later.write_text("Two people were killed in Nyala on 6 May 2031, a doctor said.", encoding="utf-8")
    go(dossier, later)
    with open_case(dossier) as case:
        after = {layer.id: layer.text for layer in case.store.current("parse")}
    assert before[0] in after
    assert sorted(text.startswith("Nyala, Tuesday") for text in after.values()) == [False, True]


REPORT = """\
Notes of the week

Two people were killed in Nyala on 5 May 2031, a doctor said. Gunmen looted a bakery in Nyala on 6 May 2031.

Gunmen looted a bakery in Kutum on 7 May 2031. The envoy hopes that the truce will hold.

The Rapid Support Forces shelled Kosti on 8 May 2031. It rained.
"""


def rewrapped(content: bytes, config: object) -> object:
    """A later parser, which puts a heading before the text and more blanks into it, and loses what Kosti suffered."""
    from servanda.parse import plain

    reading = plain.read_plain(content, config)  # type: ignore[arg-type]
    text = reading.text.replace("The Rapid Support Forces shelled Kosti on 8 May 2031. ", "").replace(
        "looted a\n", "looted  a "
    )
    text = f"Bulletin, page 1\n\n{text}"
    return reading._replace(text=text, paragraphs=plain.find_paragraphs(text), version="9.0.0")


def test_a_reparse_carries_decisions_over_by_quote_and_context_and_names_the_others(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from servanda.parse import parsing

    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    go(dossier, report)

    def claim(case, quote, kind="event"):
        return next(c for c in build_view(case).claims if kind_of(c) == kind and quote in words(c))

    with open_case(dossier) as case:
        killed, kutum = claim(case, "people were killed"), claim(case, "bakery in Kutum")
        decide(case, Judgement(claim(case, "shelled Kosti").id, "accept", "ana", "seen on film"))
        decide(case, Judgement(kutum.id, "reject", "ana", "a rumour"))
        decide(case, Judgement(claim(case, "envoy hopes", "stance").id, "accept", "ana", "he said so"))
        decide(case, Judgement(killed.id, "merge", "ana", "one raid", other=claim(case, "bakery in Nyala").id))
    go(dossier)
    monkeypatch.setitem(parsing._READERS, "text/plain", rewrapped)
    with open_case(dossier) as case:
        summary = run_case(case, "local", 0, lambda *_: None, Again(reparse=True))
        view = build_view(case)
    assert summary.n_carried == 3
    [lost] = summary.lost
    assert "seen on film" in lost
    assert "shelled Kosti" in lost
    assert [decision.because for decision in view.stale] == ["seen on film"]
    assert not [c for c in view.claims if "bakery in Kutum" in words(c) and kind_of(c) == "event"]
    raid = [
        i for i in view.incidents if {"killed", "looted"} <= {c.trigger.quote for c in view.claims if c.id in i.members}
    ]
    assert len(raid) == 1
    assert list(verify_case_in(dossier)) == []
    with open_case(dossier) as case:  # and what was carried over is found by the key that stands in somebody's notes
        _, outline = trace(case, kutum.key)
    assert any("a rumour" in line for line in outline)


def words(claim) -> str:
    return " ".join(claim.span.quote.split())


def verify_case_in(folder: Path) -> list[object]:
    with open_case(folder) as case:
        return list(verify(case.store))
