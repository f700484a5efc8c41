"""The shipped weights of claim comparison (``data/corroborate.yaml``)."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from servanda.errors import ConfigError, RecordError
from servanda.model.codec import from_plain, sha256
from servanda.model.linkage import LinkageFile, LinkageWeights
from servanda.reference.compiled import shipped_content

_FILE: Final = Path(__file__).parent / "data" / "corroborate.yaml"
_BESIDE: Final = ("word_rarity.tsv.gz", "persons.yaml", "grammar.yaml")
"""What else of the shipped words decides over incidents: which are rare, which say who was hit, which are nobody's name."""


@lru_cache(maxsize=4)
def load_linkage(path: Path = _FILE) -> LinkageWeights:
    """Return the weights in a file; every number there carries its reason. Raises `ConfigError` naming file and field.

    Their digest is of the file and of the other words that decide over incidents, so that a change of any of them links anew.
    """
    try:
        content = path.read_bytes()
        read: LinkageFile = from_plain(shipped_content(path), LinkageFile)
    except (OSError, RecordError) as error:
        raise ConfigError(f"{path}: {error}; restore the file or mend the named field") from error
    return LinkageWeights(
        version=read.version,
        threshold=read.threshold.value,
        denial_threshold=read.denial_threshold.value,
        weights={name: entry.value for name, entry in sorted(read.weights.items())},
        limits={name: entry.value for name, entry in sorted(read.limits.items())},
        likeness=dict(sorted(read.likeness.items())),
        alike_modes=read.alike_modes,
        toll_parts=tuple(sorted(read.toll_parts)),
        document_words=tuple(sorted(read.document_words)),
        ministry_forms=read.ministry_forms,
        name_ends=read.name_ends,
        left_out_of_names=read.left_out_of_names,
        no_means=read.no_means,
        lasting_modes=read.lasting_modes,
        up_to=read.up_to,
        bodies=tuple(sorted(read.bodies)),
        further_people=read.further_people,
        unnamed_doers=tuple(sorted(read.unnamed_doers)),
        telling_sides=tuple(sorted(read.telling_sides)),
        digest=sha256(b"".join([content, *((_FILE.parent / name).read_bytes() for name in _BESIDE)])),
    )
