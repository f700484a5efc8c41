"""``verdicts.yaml``: who may give a verdict, and in which words. What each list does stands beside it in the file."""

from servanda.model.base import Record
from servanda.model.verdicts import Review, Source, StandardOfProof

Words = frozenset[str]


class VerdictWords(Record, frozen=True, kw_only=True):
    """The whole of ``verdicts.yaml``."""

    version: str
    finders: Words
    panels: Words
    tasks: Words
    kinds: Words
    kinds_of_nations: Words
    of_nations: Words
    not_finders: Words
    unless_joint: Words
    finding: Words
    opinions: Words
    no_ruling: Words
    breaking: Words
    complying: Words
    complying_with: Words
    violations: Words
    compliances: Words
    constituting: Words
    committing: Words
    guilty: Words
    alleged: Words
    in_state: Words
    instruments: Words
    articles: tuple[str, ...]
    joining: tuple[str, ...]
    both: Words
    determining: Words
    unable: Words
    able: Words
    abilities: Words
    culprits: Words
    declining: Words
    judging: Words
    giving: Words
    rulings: Words
    reviewing: dict[Review, Words]
    settling: Words
    matters: Words
    mandates: Words
    outside: Words
    within: Words
    investigating: Words
    complaints: Words
    inquiries: Words
    ongoing: Words
    yet: Words
    hearing: Words
    hearing_with: Words
    parts: dict[Source, Words]
    answering: Words
    because: Words
    dissenting: Words
    members: Words
    means: Words
    standards: dict[StandardOfProof, tuple[str, ...]]
    other_standards: tuple[str, ...]
    joint: Words
    missions: Words
    teams: Words
    drafts: Words
