"""Words of the second reading of who did it. What each list does stands in ``second_reading.yaml``."""

from servanda.model.base import Record

Words = frozenset[str]


class SecondReadingWords(Record, frozen=True, kw_only=True):
    """``second_reading.yaml``: forms of words by whose order alone a sentence is read a second time."""

    version: str
    be: Words
    have: Words
    do: Words
    modals: Words
    irregular: Words
    telling: Words
    suffered: Words
    outcomes: Words
    aimed: Words
    about: Words
    endings: Words
    asking: Words
    negating: Words
    openers: Words
    relatives: Words
    taking_up: Words
    contrasting: Words
    joints: Words
    prepositions: Words
    where: Words
    adverbs: Words
    determiners: Words
    numbers: Words
    pronouns: Words
    doer: Words
    not_doers: Words
    against: Words
    of: Words
