"""The grid negation x predicate x construction: sentences from a small grammar of invented names, each with its right answer.

What a sentence must give is written by rule, from what the words mean:

- blame (blame, accuse, hold responsible, attribute, claim responsibility): unless negated, the deed was done by the one blamed, in
  the words of the one who blames. Negated, the deed still happened, and nobody is its actor.
- report (claim that): unless negated, in the words of the one who claims. Negated, nothing is told of the deed.
- deed (kill, shell): done or not done, by its subject; where somebody refuses to say so, open.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

THIRD = "the assembly"
NEGATIONS = (
    "plain", "did_not", "never", "no_longer", "nobody", "neither_nor", "failed_to", "without", "denied", "refuses", "not_true",
)  # fmt: skip
CONSTRUCTIONS = ("active", "passive", "nominal", "gerund", "relative", "coordinated", "headline")
UNNATURAL = {("failed_to", "passive"), ("failed_to", "gerund"), ("not_true", "relative")}
BODY = "The rain went on all day."


class Verb(NamedTuple):
    """The forms of a verb."""

    base: str
    third: str
    past: str
    ing: str


class Predicate(NamedTuple):
    """What is said of ``subject``: a verb and what follows it, a passive (subject, auxiliaries, participle, what follows), a verb with a noun."""

    kind: Literal["blame", "report", "deed"]
    subject: str
    actor: str
    verb: Verb
    rest: str
    passive: tuple[str, tuple[str, str], str, str]
    noun: tuple[Verb, str]
    occasion: Verb


class Cell(NamedTuple):
    """A sentence and its right answer: ``polarity`` of the deed ("open": nothing may be told of it as done), actors, speakers."""

    name: str
    text: str
    polarity: Literal["affirmed", "denied", "open"]
    actors: tuple[str, ...]
    speakers: tuple[str | None, ...]
    accuser: str | None
    """Who must not be held to accuse anybody."""


CLAIM = Verb("claim", "claims", "claimed", "claiming")
MAKE = Verb("make", "makes", "made", "making")
RESORT = Verb("resort", "resorts", "resorted", "resorting")
CARRY_OUT = Verb("carry out", "carries out", "carried out", "carrying out")
MET = Verb("meet reporters", "meets reporters", "met reporters", "meeting reporters")
LEFT = Verb("leave the valley", "leaves the valley", "left the valley", "leaving the valley")
ONE, MANY = ("was", "is"), ("were", "are")

PREDICATES = {
    "blame": Predicate(
        "blame", "the ministry", "the militia", Verb("blame", "blames", "blamed", "blaming"), "the militia for the attack on Olm",
        ("the militia", ONE, "blamed for the attack on Olm", ""),
        (Verb("put", "puts", "put", "putting"), "the blame for the attack on Olm on the militia"), MET,
    ),
    "accuse": Predicate(
        "blame", "the council", "the rebels", Verb("accuse", "accuses", "accused", "accusing"), "the rebels of the attack on Velim",
        ("the rebels", MANY, "accused of the attack on Velim", ""),
        (MAKE, "an accusation against the rebels over the attack on Velim"), MET,
    ),
    "hold_responsible": Predicate(
        "blame", "the government", "the militia", Verb("hold", "holds", "held", "holding"), "the militia responsible for the shelling of Osk",
        ("the militia", ONE, "held responsible for the shelling of Osk", ""),
        (Verb("place", "places", "placed", "placing"), "responsibility for the shelling of Osk on the militia"), MET,
    ),
    "attribute": Predicate(
        "blame", "the ministry", "the army", Verb("attribute", "attributes", "attributed", "attributing"), "the bombing of Torsk to the army",
        ("the bombing of Torsk", ONE, "attributed to the army", ""),
        (MAKE, "an attribution of the bombing of Torsk to the army"), MET,
    ),
    "claim": Predicate(
        "blame", "the militia", "the militia", CLAIM, "responsibility for the attack on Brennick",
        ("responsibility for the attack on Brennick", ONE, "claimed", ""),
        (Verb("issue", "issues", "issued", "issuing"), "a claim of responsibility for the attack on Brennick"), MET,
    ),
    "claim_that": Predicate(
        "report", "the militia", "the army", CLAIM, "that the army shelled Sarn",
        ("it", ONE, "claimed", " that the army shelled Sarn"),
        (MAKE, "the claim that the army shelled Sarn"), MET,
    ),
    "kill": Predicate(
        "deed", "the army", "the army", Verb("kill", "kills", "killed", "killing"), "farmers in Olm",
        ("farmers in Olm", MANY, "killed", ""), (CARRY_OUT, "the killing of farmers in Olm"), LEFT,
    ),
    "shell": Predicate(
        "deed", "the army", "the army", Verb("shell", "shells", "shelled", "shelling"), "the village of Velim",
        ("the village of Velim", ONE, "shelled", ""), (CARRY_OUT, "the shelling of the village of Velim"), LEFT,
    ),
}  # fmt: skip


def cells() -> Iterator[Cell]:
    """Yield every cell whose sentence somebody would write."""
    for name, predicate in PREDICATES.items():
        for construction in CONSTRUCTIONS:
            for negation in NEGATIONS:
                if (negation, construction) not in UNNATURAL:
                    text = sentence(predicate, construction, negation)
                    yield Cell(f"{name}-{construction}-{negation}", text, *answer(predicate, construction, negation))


def answer(
    predicate: Predicate, construction: str, negation: str
) -> tuple[Literal["affirmed", "denied", "open"], tuple[str, ...], tuple[str | None, ...], str | None]:
    """Return polarity, actors and possible speakers of the deed, and who must not be held to accuse anybody."""
    subject, actor, third = (name.removeprefix("the ") for name in (predicate.subject, predicate.actor, THIRD))
    own_denial = construction in {"relative", "coordinated"}
    denier = subject if own_denial else "spokesman"
    if negation == "plain":
        return "affirmed", (actor,), (None if predicate.kind == "deed" else subject,), None
    if predicate.kind == "blame":
        told = (None, denier) if negation in {"denied", "refuses"} else (None,)
        return "affirmed", (), told, subject
    if predicate.kind == "report" or negation == "refuses":
        return "open", (), (), None
    both = negation == "neither_nor" and construction != "relative"
    actors = () if negation == "nobody" else (actor, third) if both else (actor,)
    return "denied", actors, (denier if negation == "denied" else None,), None


def sentence(predicate: Predicate, construction: str, negation: str) -> str:
    """Return the sentence of a cell; a headline stands over a body."""
    if construction == "passive":
        return _written(_passive(predicate, negation))
    if construction in SHAPES:
        return _written(SHAPES[construction](predicate, negation))
    verb, rest = predicate.verb, predicate.rest
    if construction == "nominal":
        verb, rest = predicate.noun
    if construction == "gerund":
        verb, rest = RESORT, f"to {predicate.verb.ing} {predicate.rest}"
    return _written(_active(predicate, verb, rest, negation))


def _active(predicate: Predicate, verb: Verb, rest: str, negation: str) -> str:
    subject, past = predicate.subject, f"{predicate.subject} {verb.past} {rest}"
    return {
        "plain": past,
        "did_not": f"{subject} did not {verb.base} {rest}",
        "never": f"{subject} never {verb.past} {rest}",
        "no_longer": f"{subject} no longer {verb.third} {rest}",
        "nobody": f"nobody {verb.past} {rest}",
        "neither_nor": f"neither {subject} nor {THIRD} {verb.past} {rest}",
        "failed_to": f"{subject} failed to {verb.base} {rest}",
        "without": f"{subject} {predicate.occasion.past} without {verb.ing} {rest}",
        "denied": f"a spokesman denied that {past}",
        "refuses": f"a spokesman refuses to say that {past}",
        "not_true": f"it is not true that {past}",
    }[negation]


def _passive(predicate: Predicate, negation: str) -> str:
    what, (was, now), done, tail = predicate.passive
    by = f"by {predicate.subject}{tail}"
    plain = f"{what} {was} {done} {by}"
    avoiding = "it being" if what == "it" else "being"
    return {
        "plain": plain,
        "did_not": f"{what} {was} not {done} {by}",
        "never": f"{what} {was} never {done} {by}",
        "no_longer": f"{what} {now} no longer {done} {by}",
        "nobody": f"{what} {was} {done} by nobody{tail}",
        "neither_nor": f"{what} {was} {done} by neither {predicate.subject} nor {THIRD}{tail}",
        "without": f"the talks ended without {what if what != 'it' else ''} {avoiding} {done} {by}".replace("  ", " "),
        "denied": f"a spokesman denied that {plain}",
        "refuses": f"a spokesman refuses to say that {plain}",
        "not_true": f"it is not true that {plain}",
    }[negation]


def _relative(predicate: Predicate, negation: str) -> str:
    verb, rest, occasion = predicate.verb, predicate.rest, predicate.occasion
    if negation == "nobody":
        return f"there was nobody who {verb.past} {rest}"
    inner = {
        "plain": f"{verb.past} {rest}",
        "neither_nor": f"neither {occasion.past} nor {verb.past} {rest}",
        **_after_subject(verb, rest, occasion),
    }[negation]
    return f"{predicate.subject}, which {inner}, {'have' if predicate.subject.endswith('s') else 'has'} a new spokesman"


def _coordinated(predicate: Predicate, negation: str) -> str:
    verb, rest = predicate.verb, predicate.rest
    first = f"{predicate.subject} {predicate.occasion.past}"
    return (
        first
        + {
            "plain": f" and {verb.past} {rest}",
            "nobody": f", and nobody {verb.past} {rest}",
            "neither_nor": f", and neither {predicate.subject} nor {THIRD} {verb.past} {rest}",
            "not_true": f", and it is not true that {predicate.subject} {verb.past} {rest}",
            **{name: f" and {words}" for name, words in _after_subject(verb, rest, OPENED).items()},
        }[negation]
    )


OPENED = Verb("go home", "goes home", "went home", "going home")


def _after_subject(verb: Verb, rest: str, occasion: Verb) -> dict[str, str]:
    """Return the negations that stand behind a subject."""
    return {
        "did_not": f"did not {verb.base} {rest}",
        "never": f"never {verb.past} {rest}",
        "no_longer": f"no longer {verb.third} {rest}",
        "failed_to": f"failed to {verb.base} {rest}",
        "without": f"{occasion.past} without {verb.ing} {rest}",
        "denied": f"denied that it {verb.past} {rest}",
        "refuses": f"refuses to say that it {verb.past} {rest}",
    }


def _headline(predicate: Predicate, negation: str) -> str:
    verb, rest, subject = predicate.verb, predicate.rest, predicate.subject
    past = f"{subject} {verb.past} {rest}"
    words = {
        "plain": f"{subject} {verb.third} {rest}",
        "did_not": f"{subject} does not {verb.base} {rest}",
        "never": f"{subject} never {verb.past} {rest}",
        "no_longer": f"{subject} no longer {verb.third} {rest}",
        "nobody": f"nobody {verb.third} {rest}",
        "neither_nor": f"neither {subject} nor {THIRD} {verb.third} {rest}",
        "failed_to": f"{subject} fails to {verb.base} {rest}",
        "without": f"{subject} {predicate.occasion.third} without {verb.ing} {rest}",
        "denied": f"a spokesman denies that {past}",
        "refuses": f"a spokesman refuses to say that {past}",
        "not_true": f"it is not true that {past}",
    }[negation]
    kept = [word for word in words.split() if word not in {"the", "a"}]
    return " ".join(word[0].upper() + word[1:] for word in kept)


SHAPES = {"relative": _relative, "coordinated": _coordinated, "headline": _headline}


def _written(words: str) -> str:
    """Return the words as a line of text: a headline over its body, a sentence with its stop."""
    if all(word[0].isupper() for word in words.split()):
        return f"{words}\n{BODY}"
    return f"{words[0].upper()}{words[1:]}."
