"""Weights of the comparison of two claims: what corroborate reads from ``reference/data/corroborate.yaml``."""

import msgspec

from servanda.model.base import Record


class LinkageWeights(Record, frozen=True, kw_only=True):
    """How much each agreement or difference between two claims adds, and where the lines are drawn.

    ``threshold`` is the mean score from which groups of claims are one incident, ``denial_threshold`` that from which a
    denial belongs to an incident. ``likeness`` are the coefficients of the logistic model of two texts. ``limits`` are bounds in the units their names give. ``toll_parts`` are words for
    parts of a toll ("children"), as against the toll itself ("people"); ``alike_modes`` name for a mode those that say nothing against it; ``document_words`` for documents that stand as speakers; ``ministry_forms`` are patterns of what ministries are called, by ``field`` and ``whose``;
    ``bodies`` are words for what a body is, ``name_ends`` those behind which a name no longer says so, ``left_out_of_names`` those that one form of its name has and another not; ``no_means`` are modes that tell no means;
    ``lasting_modes`` last where told from a day ``up_to`` another;
    ``further_people`` tell victims beside those told before, ``unnamed_doers`` describe who may be anybody, but beside a word of ``telling_sides``.
    """

    version: str
    threshold: float
    denial_threshold: float
    weights: dict[str, float]
    limits: dict[str, float]
    likeness: dict[str, float]
    toll_parts: tuple[str, ...] = ()
    alike_modes: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    document_words: tuple[str, ...] = ()
    ministry_forms: tuple[str, ...] = ()
    name_ends: tuple[str, ...] = ()
    left_out_of_names: tuple[str, ...] = ()
    no_means: tuple[str, ...] = ()
    lasting_modes: tuple[str, ...] = ()
    up_to: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    further_people: tuple[str, ...] = ()
    unnamed_doers: tuple[str, ...] = ()
    telling_sides: tuple[str, ...] = ()
    digest: str = ""

    def weight(self, name: str) -> float:
        """Return the weight of a feature. Raises ``KeyError`` for one that the file does not name."""
        return self.weights[name]

    def are_alike(self, mode: str, other: str) -> bool:
        """Tell whether two modes say nothing against each other."""
        return mode == other or other in self.alike_modes.get(mode, ()) or mode in self.alike_modes.get(other, ())


class LinkageEntry(Record, frozen=True, kw_only=True):
    """One line of the file: a number and the reason for it."""

    value: float
    because: str


class LinkageFile(Record, frozen=True, kw_only=True):
    """The file as it stands."""

    version: str
    threshold: LinkageEntry
    denial_threshold: LinkageEntry
    weights: dict[str, LinkageEntry]
    limits: dict[str, LinkageEntry]
    likeness: dict[str, float]
    toll_parts: tuple[str, ...] = msgspec.field(default_factory=tuple)
    alike_modes: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    document_words: tuple[str, ...] = msgspec.field(default_factory=tuple)
    ministry_forms: tuple[str, ...] = msgspec.field(default_factory=tuple)
    name_ends: tuple[str, ...] = msgspec.field(default_factory=tuple)
    left_out_of_names: tuple[str, ...] = msgspec.field(default_factory=tuple)
    no_means: tuple[str, ...] = msgspec.field(default_factory=tuple)
    lasting_modes: tuple[str, ...] = msgspec.field(default_factory=tuple)
    up_to: tuple[str, ...] = msgspec.field(default_factory=tuple)
    bodies: tuple[str, ...] = msgspec.field(default_factory=tuple)
    further_people: tuple[str, ...] = msgspec.field(default_factory=tuple)
    unnamed_doers: tuple[str, ...] = msgspec.field(default_factory=tuple)
    telling_sides: tuple[str, ...] = msgspec.field(default_factory=tuple)
