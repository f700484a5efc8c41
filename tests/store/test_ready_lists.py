"""Two lists are the same whatever the order in which their marks were written, which differs from process to process."""

import threading
from contextlib import closing
from itertools import permutations

from servanda.store.ready import Answers, Contents, Line, ReadyFolder, _write, facts_of, same_lists

MARKS = [("actor", "anadolu", "Anadolu Agency"), ("actor", "anadolu", None), ("actor", "sana", "SANA")]


def _lists(marks):
    line = Line("claims", "", "clm_1", None, None, None, None, False, b"[]", b"{}", marks)
    return _write(":memory:", Contents([line]))


def test_marks_of_one_value_with_and_without_a_label_may_stand_in_any_order():
    with closing(_lists(MARKS)) as one:
        for order in permutations(MARKS):
            with closing(_lists(list(order))) as other:
                assert same_lists(one, other)
        with closing(_lists(MARKS[1:])) as other:
            assert not same_lists(one, other)


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
        lines = [Line("claims", "", f"clm_{n}", None, None, None, None, False, b"[]", b"{}") for n in range(300)]
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
