import pytest
from tests.extract.parsing import parsed, place

from servanda.extract.clauses import clauses_in
from servanda.extract.clauses import links as names
from servanda.extract.clauses.tree import Tree, Words


class Answers:
    """A clause in words, for tables: phrases as they are written, positions as the words that stand there."""

    def __init__(self, clauses, clause) -> None:
        self.clauses, self.clause, self.words = clauses, clause, clauses.words

    def __getattr__(self, name: str) -> object:
        value = getattr(self.clause, name)
        return SHOWN[name](self, value) if name in SHOWN and value is not None else value

    def form(self, position):
        return self.words.forms[position]

    def forms(self, positions):
        return [self.form(item) for item in positions]

    def phrases(self, phrases):
        return [self.phrase(one) for one in phrases]

    def phrase(self, phrase):
        return self.words.text(phrase.first, phrase.last)


SHOWN = {
    **dict.fromkeys(("subjects", "objects", "agents", "recipients", "doers", "undergoers"), Answers.phrases),
    **dict.fromkeys(("governor", "marker", "particle"), Answers.form),
    **dict.fromkeys(("modals", "adverbs", "adjuncts", "joined"), Answers.forms),
    "obliques": lambda self, value: [(one.preposition, self.phrase(one.phrase)) for one in value],
    "complements": lambda self, value: [(one.kind, self.form(one.head)) for one in value],
    "negation": lambda self, value: (value.site, self.form(value.cue)),
}


@pytest.fixture(scope="session")
def ask():
    """Ask a clause: the text, a word of it, and whether it is asked for as a noun."""

    def make(text, word, *, nominal=False):
        clauses = clauses_in(parsed(text))
        head = place(clauses.words, word)
        return Answers(clauses, clauses.nominal(head) if nominal else clauses.clause(head))

    return make


@pytest.fixture(scope="session")
def by_hand():
    """A tree written by hand: "army/NOUN/SUBJECT>1 shelled/VERB.PAST/ROOT>1"; a lemma behind "=", an entity behind "#".

    Also given is the index of the word behind "*".
    """

    def make(text):
        rows = []
        for piece in text.split():
            word, kind, link = piece.split("/")
            link, head = link.split(">")
            word, _, entity = word.lstrip("*").partition("#")
            word, _, lemma = word.partition("=")
            kind, _, shape = kind.partition(".")
            rows.append((word, lemma or word, kind, shape or "PLAIN", link, int(head), entity))
        forms, lemmas, kinds, shapes, links, heads, entities = zip(*rows, strict=True)
        starts = [sum(len(form) + 1 for form in forms[:number]) for number in range(len(forms))]
        classes = [getattr(names, one) for one in kinds], [getattr(names, one) for one in shapes], entities
        lowers = [form.lower() for form in forms]
        words = Words(forms, lowers, lemmas, classes, (starts, [0] * len(forms)))
        asked = next((number for number, piece in enumerate(text.split()) if piece.startswith("*")), 0)
        return Tree(words, heads, [getattr(names, one) for one in links]), asked

    return make
