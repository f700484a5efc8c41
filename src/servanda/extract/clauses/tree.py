"""A parsed segment without its parser: words, and above each word the word it hangs on, by neutral names (`links`)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final
from unicodedata import category

from servanda.extract.clauses.links import ADJ, AUXILIARY, CONJUNCT, GOVERNED, NOMINAL, PHRASAL, ROOT, TO

_OF_MARKS: Final = "P"  # Unicode's categories of punctuation begin so
_JOINED: Final = NOMINAL | {ADJ}
_NOTHING: Final[tuple[int, ...]] = ()  # below most words: one for all of them


class Words:
    """The words of a segment, by index from 0. ``starts`` and ``ends`` are offsets in the text of the segment.

    ``kinds`` and ``shapes`` are the classes and forms of `links`; ``entities`` the kind of name a word is part of, or empty;
    ``sentences`` the number of each word's sentence.
    """

    __slots__ = ("ends", "entities", "forms", "kinds", "lemmas", "lowers", "sentences", "shapes", "starts")

    def __init__(
        self,
        forms: Sequence[str],
        lowers: Sequence[str],
        lemmas: Sequence[str],
        classes: tuple[Sequence[str], Sequence[str], Sequence[str]],
        places: tuple[Sequence[int], Sequence[int]],
    ) -> None:
        """Take forms, small-letter forms, lemmas, (kinds, shapes, entities) and (starts, sentences), each with one entry a word."""
        self.forms, self.lowers, self.lemmas = forms, lowers, lemmas
        self.kinds, self.shapes, self.entities = classes
        self.starts, self.sentences = places
        self.ends = [start + len(form) for start, form in zip(self.starts, forms, strict=True)]

    def __len__(self) -> int:
        return len(self.forms)

    def reworded(self, word: int, kind: str, shape: str, lemma: str | None = None) -> "Words":
        """Return the words with another class and form for one of them, and another lemma if one is given."""
        kinds, shapes, lemmas = list(self.kinds), list(self.shapes), list(self.lemmas)
        kinds[word], shapes[word], lemmas[word] = kind, shape, lemma or lemmas[word]
        classes = kinds, shapes, self.entities
        return Words(self.forms, self.lowers, lemmas, classes, (self.starts, self.sentences))

    def is_mark(self, word: int) -> bool:
        """Tell whether a word is made of marks alone, whatever the tagger took it for: ".", "--"."""
        return all(category(sign)[0] == _OF_MARKS for sign in self.forms[word])

    def sentence_of(self, word: int) -> range:
        """Return the words of the sentence of a word."""
        number = self.sentences[word]
        return range(bisect_left(self.sentences, number), bisect_right(self.sentences, number))

    def keys(self, items: Iterable[int]) -> frozenset[str]:
        """Return the lemmas of some words and their forms, in small letters: what a list of words is asked for."""
        return frozenset(key for item in items for key in (self.lemmas[item].lower(), self.lowers[item]))

    def text(self, first: int, last: int) -> str:
        """Return the words from ``first`` to ``last``, both included, with a space where one stood between two."""
        gaps = [self.forms[first]]
        for before, behind in pairwise(range(first, last + 1)):
            gaps += [" " if self.starts[behind] > self.ends[before] else "", self.forms[behind]]
        return "".join(gaps)


class Tree:
    """Words with heads (a root is its own head) and links; ``below`` gives the words that hang on each, in text order.

    ``firsts`` and ``lasts`` are the outermost words of what hangs on each word, itself included.
    """

    __slots__ = ("below", "firsts", "heads", "lasts", "links", "words")

    def __init__(self, words: Words, heads: Sequence[int], links: Sequence[str]) -> None:
        """Take a head and a link for each word. Raises `ValueError` where the heads make a circle."""
        self.words, self.heads, self.links = words, heads, links
        below: dict[int, list[int]] = {}
        for word, head in enumerate(heads):
            if head != word:
                below.setdefault(head, []).append(word)
        self.below: list[Sequence[int]] = [below.get(word, _NOTHING) for word in range(len(heads))]
        self.firsts, self.lasts = self._edges()

    def _edges(self) -> tuple[list[int], list[int]]:
        firsts, lasts = list(range(len(self.heads))), list(range(len(self.heads)))
        order = [word for word, head in enumerate(self.heads) if word == head]
        for word in order:  # grows while it is read: heads before what hangs on them
            order.extend(self.below[word])
        if len(order) != len(self.heads):
            raise ValueError("the heads of the words make a circle")
        for word in reversed(order):
            head = self.heads[word]
            firsts[head] = min(firsts[head], firsts[word])
            lasts[head] = max(lasts[head], lasts[word])
        return firsts, lasts

    def is_infinitive(self, verb: int) -> bool:
        """Tell whether "to" stands before a verb: "told him [to stop]"."""
        return any(self.words.shapes[item] == TO for item in self.linked(verb, AUXILIARY))

    def changed(self, changes: Mapping[int, tuple[int, str]]) -> "Tree":
        """Return the tree with other heads and links for some words; itself where that would make a circle."""
        if not changes:
            return self
        heads, links = list(self.heads), list(self.links)
        for word, (head, link) in changes.items():
            heads[word], links[word] = head, link
        try:
            return Tree(self.words, heads, links)
        except ValueError:
            return self

    def reworded(self, word: int, kind: str, shape: str, lemma: str | None = None) -> "Tree":
        """Return the tree with another class and form for a word, and another lemma if one is given."""
        return Tree(self.words.reworded(word, kind, shape, lemma), self.heads, self.links)

    def linked(self, word: int, *links: str) -> list[int]:
        """Return what hangs on a word by one of these links, in text order."""
        return [item for item in self.below[word] if self.links[item] in links]

    def first(self, word: int, *links: str) -> int | None:
        """Return the first word that hangs on a word by one of these links."""
        return next((item for item in self.below[word] if self.links[item] in links), None)

    def has(self, word: int, *links: str) -> bool:
        """Tell whether something hangs on a word by one of these links."""
        return self.first(word, *links) is not None

    def is_root(self, word: int) -> bool:
        """Tell whether nothing stands above a word."""
        return self.heads[word] == word or self.links[word] == ROOT

    def above(self, word: int) -> Iterator[int]:
        """Yield the words above a word, nearest first."""
        while self.heads[word] != word:
            word = self.heads[word]
            yield word

    def joined(self, heads: Sequence[int]) -> list[int]:
        """Return heads of noun phrases and, behind each, the heads that are coordinated with it."""
        return list(dict.fromkeys(item for head in heads for item in (head, *self._conjuncts(head))))

    def _conjuncts(self, head: int) -> Iterator[int]:
        chain = [head]
        for word in chain:
            for item in self.below[word]:
                if self.links[item] == CONJUNCT and self.words.kinds[item] in _JOINED:
                    chain.append(item)
                    yield item

    def phrases_under(self, word: int) -> Iterator[tuple[int, int]]:
        """Yield (preposition, head of what it governs) for what hangs on a word, nested prepositions ("because of") included."""
        for preposition in self.linked(word, *PHRASAL):
            for inner in (preposition, *self.linked(preposition, *PHRASAL)):
                yield from ((inner, item) for item in self.joined(self.linked(inner, GOVERNED)))
