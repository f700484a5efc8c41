"""The entity recogniser of the language pipeline, with the same entities in a third of the time.

spaCy weighs its moves token by token: a name begins here (B), is this one word (U), goes on (I), ends (L), or there is
none (O). Outside a name the weights rest on the token alone, so here all tokens of some texts are weighed in one
multiplication; only within names of several words it goes on one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

_N_FEATURES: Final = 3  # the token, the first of the open name, and the one before: what the small models look at
_NO_TOKEN: Final = 0  # the row of weights that stands for no token

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Entity(NamedTuple):
    """A name over the tokens ``[start, end)``."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class _Weights:
    """What the model makes of tokens: ``features`` by row (see `_NO_TOKEN`), feature, unit and piece; the rest weighs moves."""

    features: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats

    def outside(self) -> Floats:
        """Return the weights of the moves at each token, no name being open."""
        none = self.features[_NO_TOKEN]
        return self._hidden(self.features[1:, 0] + none[1] + none[2]) @ self.output.T + self.output_bias

    def within(self, row: int, first: int, moves: list[int]) -> Floats:
        """Return the weights of ``moves`` at the token of ``row`` within the name that begins at the row ``first``."""
        features = self.features
        hidden = self._hidden(features[row, 0] + features[first, 1] + features[row - 1, 2])
        weights: Floats = self.output[moves] @ hidden + self.output_bias[moves]
        return weights

    def _hidden(self, features: Floats) -> Floats:
        """Return the best piece of each unit; numpy's own maximum over so short an axis takes ten times as long."""
        pieces = np.moveaxis(features + self.hidden_bias, -1, 0)
        best: Floats = reduce(np.maximum, pieces)
        return best


@dataclass(frozen=True)
class _Page:
    """The tokens of one text: the row before its first, which may be within no name, and where a name may go on behind."""

    offset: int
    spaces: Flags
    goes_on: Flags


class QuickEntityRecognizer(EntityRecognizer):  # type: ignore[misc]
    """spaCy's greedy `EntityRecognizer` for texts in which no entities are set yet."""

    def __init__(self, recognizer: Any) -> None:
        """Take over the model and the moves of ``recognizer``, see `quicken_entities`."""
        super().__init__(recognizer.vocab, recognizer.model, recognizer.name, recognizer.moves)
        names = [self.moves.get_class_name(number) for number in range(self.moves.n_moves)]
        kinds = np.array(["" if name == "U-" else name[0] for name in names])  # "U-" is for names set beforehand
        self._outside, self._begins = np.isin(kinds, ("B", "U", "O")), kinds == "B"
        self._none, self._alone = kinds == "O", kinds == "U"
        self._labels = [name[2:] for name in names]
        self._within = {label: [names.index(f"{kind}-{label}") for kind in "IL"] for label in self._labels if label}

    def predict(self, docs: Sequence[Doc]) -> list[list[Entity]]:
        """Return the entities of each document."""
        if not any(map(len, docs)):
            return [[] for _ in docs]
        weights = self._weights(docs)
        outside = weights.outside()
        found = []
        for offset, doc in zip(accumulate(map(len, docs), initial=0), docs, strict=False):
            page = _page(doc, offset)
            found.append(self._entities(page, outside[offset : offset + len(doc)], weights))
        return found

    def set_annotations(self, docs: Sequence[Doc], found: Sequence[list[Entity]]) -> None:
        """Set the entities; all other tokens are outside any."""
        for doc, entities in zip(docs, found, strict=True):
            spans = [Span(doc, entity.start, entity.end, label=entity.label) for entity in entities]
            doc.set_ents(spans, default="outside")

    def _weights(self, docs: Sequence[Doc]) -> _Weights:
        lower, upper = self.model.get_ref("lower"), self.model.get_ref("upper")
        features = lower.predict(self.model.get_ref("tok2vec").predict(docs))
        return _Weights(features, lower.get_param("b"), upper.get_param("W"), upper.get_param("b"))

    def _entities(self, page: _Page, outside: Floats, weights: _Weights) -> list[Entity]:
        moves = self._best(page, outside)
        found: list[Entity] = []
        for start in np.flatnonzero(~self._none[moves]).tolist():
            if found and start < found[-1].end:
                continue
            label = self._labels[moves[start]]
            end = start + 1 if self._alone[moves[start]] else self._end(page, start, label, weights)
            found.append(Entity(start, end, label))
        return found

    def _best(self, page: _Page, outside: Floats) -> NDArray[np.intp]:
        """Return the best move at each token outside names; a name begins at no space and only where it may go on."""
        allowed = self._outside & (page.goes_on[:, None] | ~self._begins) & (~page.spaces[:, None] | self._none)
        best: NDArray[np.intp] = np.where(allowed, outside, -np.inf).argmax(axis=1)
        return best

    def _end(self, page: _Page, start: int, label: str, weights: _Weights) -> int:
        """Return the token behind a name of several words that begins at ``start``."""
        first = page.offset + start + 1
        at = start + 1
        while page.goes_on[at]:
            goes_on, ends = weights.within(page.offset + at + 1, first, self._within[label])
            if ends > goes_on:
                break
            at += 1
        return at + 1


def _page(doc: Doc, offset: int) -> _Page:
    """Return the tokens of a text; a name may go on behind a token that is the last of no sentence."""
    spaces, starts = doc.to_array(["IS_SPACE", "SENT_START"]).T
    return _Page(offset, spaces == 1, np.append(starts[1:] != 1, [False]))


@Language.factory("quick_ner")
def _quick_ner(nlp: Language, name: str) -> QuickEntityRecognizer:  # noqa: ARG001 - as spaCy calls it
    return QuickEntityRecognizer(nlp.get_pipe("ner"))


def quicken_entities(language: Language) -> None:
    """Put what finds the same entities sooner in the place of the recogniser, where that is one `QuickEntityRecognizer` reads."""
    recognizer: Any = language.get_pipe("ner")
    lower = recognizer.model.get_ref("lower")
    greedy = recognizer.cfg["beam_width"] == 1 and recognizer.model.attrs["has_upper"]
    if greedy and lower.get_dim("nF") == _N_FEATURES and not recognizer.model.attrs["unseen_classes"]:
        language.add_pipe("quick_ner", before="ner")
        language.remove_pipe("ner")
