"""What a name is in its sentence, and which words stand for another: a name may be run together from two ("Coalition F L")."""

from typing import Final

from servanda.extract.clauses import Tree, Words, links
from servanda.extract.names.mentions import Mention
from servanda.reference.grammar import grammar_words

_STANDING_FOR: Final = frozenset({links.PRONOUN, links.DET})
_SUBJECTS: Final = frozenset({links.SUBJECT, links.PASSIVE_SUBJECT})
_BESIDE: Final = frozenset({links.CONJUNCT, links.APPOSITION})
_HYPHEN: Final = "-"
_COUNTRY: Final = {"US": "u.s."}  # "us" is we


def is_subject(tree: Tree, mention: Mention) -> bool:
    """Tell whether a name is a subject, or joined to one."""
    outer = _outer(tree, mention)
    beside = (tree.heads[word] for word in outer if tree.links[word] in _BESIDE)
    own = any(tree.links[word] in _SUBJECTS for word in outer)
    return own or any(tree.links[word] == links.SUBJECT for word in beside)


def joined_to(tree: Tree, mention: Mention) -> list[int]:
    """Return the heads that are coordinated with a name, its own among them: "[F L] and [G M]"."""
    return tree.joined([_first_of_all(tree, head) for head in _outer(tree, mention)])


def form(words: Words, word: int) -> str:
    """Return a word in small letters, "US" as the country."""
    return _COUNTRY.get(words.forms[word], words.lowers[word])


def stands_for_another(words: Words, word: int) -> bool:
    """Tell whether a word is a pronoun or determiner that stands for somebody or something."""
    known = grammar_words()
    pronouns = (known.he_or_she, known.we, known.me, known.they, known.things)
    return words.kinds[word] in _STANDING_FOR or any(form(words, word) in one for one in pronouns)


def _outer(tree: Tree, mention: Mention) -> list[int]:
    """Return the words of a name that hang on words outside it."""
    inside = range(mention.first, mention.last + 1)
    return [word for word in inside if tree.is_root(word) or tree.heads[word] not in inside]


def _first_of_all(tree: Tree, word: int) -> int:
    """Return the first of coordinated words."""
    while tree.links[word] == links.CONJUNCT:
        word = tree.heads[word]
    return word


def is_within_word(words: Words, last: int) -> bool:
    """Tell whether a name is the first part of a word in small letters: "the Britain-based monitor", not "Osk - the town"."""
    if last + 2 >= len(words) or words.forms[last + 1] != _HYPHEN:
        return False
    return words.text(last + 1, last + 2).islower() and " " not in words.text(last, last + 2)
