"""What a provision is about, in the words of reports: its subjects with their phrases, filled with what the agreement and the dossier name."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Final, NamedTuple

from servanda.assess.implementation.signs import Mention, Value
from servanda.model.agreements import Agreement, Provision
from servanda.reference.agreement_files.vocabulary import Vocabulary, plain_object
from servanda.reference.implementation_words import ImplementationWords, Subject
from servanda.text.phrases import phrases

_STRONG: Final[tuple[Value, ...]] = ("setback", "progress", "subject", "nothing")
_FIRST: Final = ("nothing", "setback", "progress", "subject")
_WEAK: Final[tuple[tuple[str, Value], ...]] = (("weak_setback", "setback"), ("weak_progress", "progress"))


class Spoken(NamedTuple):
    """A subject of a provision, ready to be sought: its name, and a pattern by value, the weak ones apart."""

    name: str
    strong: tuple[tuple[Value, re.Pattern[str]], ...]
    weak: tuple[tuple[Value, re.Pattern[str]], ...]

    def mentions(self, sentence: str, *, weak: bool) -> list[Mention]:
        """Return where a sentence speaks of the subject; of words that overlap those that say how it stands, then the longest. ``weak`` ones only where asked for."""
        patterns = (*self.strong, *(self.weak if weak else ()))
        found = [Mention(*match.span(), value) for value, one in patterns for match in one.finditer(sentence)]
        kept: list[Mention] = []
        for one in sorted(found, key=_rank):
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        return sorted(one for one in kept if one.value != "nothing")


def _rank(mention: Mention) -> tuple[int, int, int]:
    return _FIRST.index(mention.value), mention.start - mention.end, mention.start


def spoken(
    provision: Provision, agreement: Agreement, words: ImplementationWords, known: Vocabulary, monitors: Sequence[str]
) -> Iterator[Spoken]:
    """Yield the subjects of a provision; none where there are no words for its act."""
    watching = (one for one in known.objects("obstruct")["monitors"] if one in known.sights.watchers)
    objects = _objects(provision, agreement, words, known)
    named = {**words.words, "object": objects, "monitors": (*(f"{one}*" for one in watching), *monitors)}
    for name, subject in _asked(provision, agreement, words):
        strong = ((value, phrases(getattr(subject, value), named)) for value in _STRONG)
        weak = ((value, phrases(getattr(subject, field), named)) for field, value in _WEAK)
        yield Spoken(name, _there(strong), _there(weak))


def _asked(provision: Provision, agreement: Agreement, words: ImplementationWords) -> list[tuple[str, Subject]]:
    """Return the subjects of a provision by name: those that name its act, else those that serve all acts of its kind."""
    if provision.act.kind == "presence" and not _is_left(provision, agreement):
        return []
    acts = set(_acts(provision))
    served = [
        (name, one) for name, one in words.subjects.items() if one.target == provision.target and _serves(one, acts)
    ]
    exact = [(name, one) for name, one in served if acts & set(map(_plain, one.acts))]
    return exact or served


def _is_left(provision: Provision, agreement: Agreement) -> bool:
    """Tell whether what may not be in a zone is to be withdrawn from it: reports then speak of the lines of withdrawal, and not of others."""
    return any(one.act.kind == "withdraw" and one.act.origin == provision.zone for one in agreement.provisions)


def _there(found: Iterator[tuple[Value, re.Pattern[str] | None]]) -> tuple[tuple[Value, re.Pattern[str]], ...]:
    return tuple((value, one) for value, one in found if one is not None)


def _serves(subject: Subject, acts: set[str]) -> bool:
    return any(fnmatchcase(act, _plain(asked)) for act in acts for asked in subject.acts)


def _plain(act: str) -> str:
    """Return an act with one spelling: "perform Humanitarian-Access" is "perform humanitarian_acces"."""
    kind, _, name = act.partition(" ")
    return f"{kind} {name if name.isupper() else plain_object(name)}"


def _acts(provision: Provision) -> Iterator[str]:
    act = provision.act
    yield from (_plain(f"{act.kind} {one}") for one in act.plover or (act.object or "any",))


def _objects(
    provision: Provision, agreement: Agreement, words: ImplementationWords, known: Vocabulary
) -> tuple[str, ...]:
    """Return the words of reports for what an act is done to: those of its name, of what the agreement defines it to be, and more."""
    name = provision.act.object
    if name is None:
        return ()
    meant = (name, *agreement.definitions.get(name, ()))
    told = [form for one in meant for form in known.duties.get(plain_object(one), ())]
    forms = [f"{form}*" for form in told]
    return tuple(dict.fromkeys((*forms, *words.called.get(plain_object(name), ()))))
