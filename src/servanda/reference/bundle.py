"""Everything the stages look up, in one read-only bundle; each part is opened when it is first asked for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.model.ids import content_id
from servanda.reference.config import ReferenceConfig
from servanda.text.casing import HeadlineWords

if TYPE_CHECKING:
    from spacy.language import Language

    from servanda.reference.actors import ActorRegistry
    from servanda.reference.agreements import AgreementRegistry
    from servanda.reference.gazetteer import Gazetteer
    from servanda.reference.lexicon import Lexicon
    from servanda.reference.offices import OfficeBook


@dataclass(frozen=True)
class Reference:
    """Read-only knowledge. ``digest`` names the state of all data in it."""

    config: ReferenceConfig

    @cached_property
    def nlp(self) -> "Language":
        """The language pipeline (tagger, parser, named entities), checked against its own meta data."""
        from servanda.reference.language import opened_language

        return opened_language(self.config.language_model)

    @cached_property
    def lexicon(self) -> "Lexicon":
        """Cue verbs, event frames, stance words and their exceptions."""
        from servanda.reference.lexicon import shipped_lexicon

        return shipped_lexicon()

    @cached_property
    def headline_words(self) -> HeadlineWords:
        """What tells names from common words in headlines that write every word large."""
        from servanda.reference.common_words import CommonWords, HeadlineVerbs, registered_phrases

        common = CommonWords(self)
        verbs = HeadlineVerbs(self.lexicon.verb_forms, common)
        return HeadlineWords(verbs, common, registered_phrases(self.actors), self.lexicon.cues.organisations)

    @cached_property
    def gazetteer(self) -> "Gazetteer":
        """Places of the countries in scope, with the dossier's own."""
        from servanda.reference.gazetteer import open_gazetteer

        return open_gazetteer(self.config)

    @cached_property
    def actors(self) -> "ActorRegistry":
        """Actors with aliases, offices and links, with the dossier's own."""
        from servanda.reference.actors import load_actors

        return load_actors(Path(self.config.actors) if self.config.actors else None)

    @cached_property
    def offices(self) -> "OfficeBook":
        """Offices by what reports call them, with everybody who held them."""
        from servanda.reference.offices import OfficeBook, shipped_office_words

        return OfficeBook(self.actors, shipped_office_words())

    @cached_property
    def agreements(self) -> "AgreementRegistry":
        """Names of agreements, with the dossier's own."""
        from servanda.reference.agreements import load_agreements

        return load_agreements(tuple(Path(path) for path in self.config.agreements))

    @cached_property
    def digest(self) -> str:
        """Hash of the versions of all parts: of files that are only shipped, without opening them."""
        from servanda.reference.lexicon_files import lexicon_digest
        from servanda.reference.offices import offices_digest

        parts = {
            "model": self.config.language_model,
            "lexicon": lexicon_digest(),
            "gazetteer": self.gazetteer.digest,
            "actors": self.actors.digest,
            "offices": offices_digest(),
            "agreements": self.agreements.digest,
        }
        return content_id("ref", parts)
