"""What to look up in."""

from servanda.model.base import Record


class ReferenceConfig(Record, frozen=True, kw_only=True):
    """What to look up in.

    ``countries`` are ISO 3166 alpha-2 codes in scope, the main one first; ``language_model`` is the name of the pipeline. ``places`` (CSV), ``actors`` and ``agreements``
    (YAML) are a dossier's own files, ``imported`` (CSV) the gazetteers it took over; ``cache`` is the folder for the compiled gazetteer (default: the user's cache folder).
    """

    countries: tuple[str, ...] = ()
    language_model: str = "en_core_web_sm"
    places: str | None = None
    actors: str | None = None
    agreements: tuple[str, ...] = ()
    imported: tuple[str, ...] = ()
    cache: str | None = None
