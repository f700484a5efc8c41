"""Expressions that are compiled at their first use behave like those compiled at once."""

import re

import pytest

from servanda.text.patterns import regex


def test_it_finds_what_a_compiled_one_finds() -> None:
    late, now = (
        regex(r"(?P<n>\d+) (?:dead|killed)", re.IGNORECASE),
        re.compile(r"(?P<n>\d+) (?:dead|killed)", re.IGNORECASE),
    )
    text = "5 dead, 7 KILLED"
    assert [match.span("n") for match in late.finditer(text)] == [match.span("n") for match in now.finditer(text)]
    assert (late.sub("x", text), late.pattern, late.groupindex) == (now.sub("x", text), now.pattern, now.groupindex)
    assert late.fullmatch(text) is None


def test_it_is_compiled_at_the_first_use_only(monkeypatch) -> None:
    late, compiled = regex("a+"), []
    compile_now = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or compile_now(*given))
    assert not compiled
    assert late.match("aa")
    assert late.search("baa")
    assert len(compiled) == 1


def test_a_mistake_is_told_at_the_first_use() -> None:
    late = regex("(")
    with pytest.raises(re.error):
        late.match("")
