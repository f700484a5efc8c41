"""What stands in lists that are ready is what is due. Two lists are the same whatever the order in which their marks were written, which differs from process to process."""

import random
import threading
from contextlib import closing
from itertools import permutations
from zlib import decompress

import pytest

from servanda.store.ready import Answers, Contents, ReadyFolder, _write, facts_of, same_lists, unkept
from servanda.store.ready_lines import Due, Line, due, record_line, rest_of

MARKS = [("actor", "anadolu", "Anadolu Agency"), ("actor", "anadolu", None), ("actor", "sana", "SANA")]


def _lists(marks):
    line = Line("claims", "", "clm_1", None, None, None, None, False, b"[]", b"{}", None, marks)
    return _write(":memory:", Contents([due(line)]))


def test_marks_of_one_value_with_and_without_a_label_may_stand_in_any_order():
    with closing(_lists(MARKS)) as one:
        for order in permutations(MARKS):
            with closing(_lists(list(order))) as other:
                assert same_lists(one, other)
        with closing(_lists(MARKS[1:])) as other:
            assert not same_lists(one, other)


def _line(what, name, cells):
    return due(Line(what, "current", name, None, None, None, None, False, cells, b"{}", None, frozenset(MARKS[:1])))


@pytest.mark.parametrize("seed", range(4))
def test_lists_brought_up_to_date_line_by_line_are_those_made_whole(seed, tmp_path, monkeypatch):
    """Lines come, go, change, move, and stand twice: the file holds what one written anew holds, in the same order."""
    monkeypatch.setattr(
        "servanda.store.ready_lines._STEP", 8
    )  # little room: now and then a file has to be written whole
    choose, folder = random.Random(seed), ReadyFolder(tmp_path)  # noqa: S311 - a seeded generator, no secret
    lines = [_line("claims", f"clm_{number}", b"[]") for number in range(12)]
    for step in range(40):
        for _ in range(choose.randint(1, 4)):
            match choose.randint(0, 3):
                case 0:
                    lines.insert(choose.randint(0, len(lines)), _line("claims", f"clm_{step}", b"[]"))
                case 1 if lines:
                    lines.pop(choose.randrange(len(lines)))
                case 2 if lines:
                    lines.insert(choose.randrange(len(lines)), choose.choice(lines))
                case 3 if lines:
                    lines[choose.randrange(len(lines))] = _line(choose.choice(("claims", "findings")), "clm_0", b"[1]")
        contents = Contents(list(lines), (f"name {step}",), {"since": str(step)}, basis="as before")
        with closing(folder.made("records", contents)) as kept, closing(unkept(contents)) as anew:
            assert same_lists(kept, anew)


def test_only_lines_that_changed_are_made(tmp_path):
    folder, made = ReadyFolder(tmp_path), []

    def asked(number, ground=b"same"):
        line = Line("claims", "current", f"clm_{number}", None, None, None, None, False, b"[]", b"{}")
        return Due("claims", "current", rest_of(str(number).encode(), ground), lambda: made.append(number) or line)

    for basis, lines, expected in (
        ("one", [asked(1), asked(2)], [1, 2]),
        ("one", [asked(1), asked(3), asked(2)], [3]),
        ("one", [asked(1), asked(3, b"other"), asked(2)], [3]),
        ("one", [asked(2), asked(1)], [2]),
        ("another", [asked(2), asked(1)], [2, 1]),
    ):
        made.clear()
        folder.made("records", Contents(lines, basis=basis)).close()
        assert made == expected, basis


def _kept_line(number):
    """Return a line that is kept for its record alone."""
    return Due("found", "", rest_of(b"%d" % number), lambda: record_line("found", str(number), b"%d" % number))


@pytest.mark.parametrize("seed", range(3))
def test_lines_are_added_and_taken_out_by_what_they_rest_on(seed, tmp_path):
    """What is kept is what was added and not taken out; on another basis the new lines are all of them."""
    choose, folder = random.Random(seed), ReadyFolder(tmp_path)  # noqa: S311 - a seeded generator, no secret
    known: set[int] = set()
    basis = "first"
    for step in range(30):
        other = choose.choice(("first", "first", "first", "second"))
        known, basis = (known if other == basis else set()), other
        gone = set(choose.sample(sorted(known), choose.randint(0, len(known))))
        new = set(range(step * 5, step * 5 + choose.randint(0, 5)))
        folder.added("found", basis, map(_kept_line, sorted(new)), {rest_of(b"%d" % one) for one in gone})
        known = (known - gone) | new
        assert folder.kept("found", basis).keys() == {rest_of(b"%d" % one) for one in known}
        asked = {rest_of(b"%d" % one): b"%d" % one for one in sorted(known)[:3]}
        told = folder.records("found", [*asked, rest_of(b"none of them")])
        assert {ground: decompress(one) for ground, one in told.items()} == asked


def test_lines_are_added_to_a_file_that_cannot_be_read_any_more(tmp_path):
    folder = ReadyFolder(tmp_path)
    folder.added("found", "basis", [_kept_line(1)], ())
    (folder.folder / "found.sqlite").write_bytes(b"torn")
    folder.added("found", "basis", [_kept_line(2)], ())
    assert folder.kept("found", "basis").keys() == {rest_of(b"2")}


def test_answers_are_those_of_the_same_lists_and_the_latest_are_kept():
    answers, asked = Answers(most=2), []

    def find(what):
        return lambda: asked.append(what) or len(asked)

    assert answers.answered("one", "n", find("one")) == answers.answered("one", "n", find("again")) == 1
    assert answers.answered("two", "n", find("two")) == 2, "other lists are asked anew"
    assert [answers.answered(None, "n", find("unkept")) for _ in range(2)] == [3, 4], "lists that are not kept too"
    assert answers.answered("three", "n", find("three")) == 5
    assert answers.answered("one", "n", find("late")) == 6, "the first answer is gone, two are kept"
    assert asked == ["one", "two", "unkept", "unkept", "three", "late"]


def test_threads_that_make_the_same_lists_at_once_each_get_whole_ones(tmp_path):
    folder, wrong = ReadyFolder(tmp_path), []

    def make(number):
        lines = [_line("claims", f"clm_{n}", b"[]") for n in range(300)]
        with closing(folder.made("records", Contents(lines, facts={"by": str(number)}))) as lists:
            if lists.execute("SELECT count(*) FROM lines").fetchone() != (300,) or "by" not in facts_of(lists):
                wrong.append(number)

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert [path.name for path in (tmp_path / "ready").iterdir()] == ["records.sqlite"]
