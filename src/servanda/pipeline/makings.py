"""By what the text layers and claims of a dossier are made: derivations, and whether what is on record was made so."""

from collections.abc import Mapping

from servanda.extract import ExtractConfig
from servanda.model.codec import to_plain
from servanda.model.documents import DocumentText
from servanda.model.ids import content_id
from servanda.model.making import replace, with_id
from servanda.model.runs import Derivation
from servanda.parse import ParseConfig, Scanner
from servanda.pipeline.case import Case
from servanda.resolve import VERSION as RESOLVE_VERSION
from servanda.resolve import ResolveConfig
from servanda.review import Described


def extraction(case: Case) -> ExtractConfig:
    """Return the settings of extraction in a dossier."""
    return ExtractConfig(triage=case.dossier.settings.triage)


def parsed(one: Described, config: ParseConfig, scanner: Scanner | None) -> Derivation:
    """Return how a document is parsed. Another tesseract reads other letters, and one that was missing may be there now: its version counts."""
    return _derivation("parse", one.document.id, (config, config.version), scanner.version if scanner else "", ())


def extracted(text: DocumentText, digest: str, config: ExtractConfig, made: tuple[str, ...] = ()) -> Derivation:
    """Return how a text is read. Extraction and resolution are one derivation: what a mention means is only asked of the claims just made."""
    settings = _settings(config)
    # The layer's id leaves its metadata out, but relative dates rest on the day of publication: both count here.
    # Where its words stand on a page does not, and would be long to hash.
    layer = to_plain(replace(text, regions=(), details=()))
    del layer["details"], layer["encoding"]  # who said it, and in which bytes, changes no claim
    state = content_id("ref", {"reference": digest, "layer": layer})
    return _derivation("extract", text.id, (settings, config.version), state, made)


def reading_state(digest: str, config: ExtractConfig) -> str:
    """Return a hash of all that says how texts are read, beside the texts; ``digest`` is that of the reference data."""
    return content_id("sta", {"reference": digest, "settings": _settings(config), "version": config.version})


def _settings(config: ExtractConfig) -> tuple[object, ...]:
    return config, ResolveConfig(), RESOLVE_VERSION


def _derivation(
    stage: str, input_id: str, config: tuple[object, str], digest: str, made: tuple[str, ...]
) -> Derivation:
    settings, version = config
    record = Derivation(
        id="", input_id=input_id, stage=stage, version=version, config_sha256=content_id("cfg", settings),
        reference_sha256=digest, outputs=made,
    )  # fmt: skip
    return with_id("drv", record)


def is_same(known: Mapping[str, Derivation], asked: Derivation) -> bool:
    """Tell whether the newest derivation of that input has the same version, configuration and reference."""
    newest = known.get(asked.input_id)
    return newest is not None and state(newest) == state(asked)


def state(derivation: Derivation) -> tuple[str, str, str]:
    """Return what says whether two derivations of one input were made alike."""
    return derivation.version, derivation.config_sha256, derivation.reference_sha256
