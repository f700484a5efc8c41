"""Places by name: GeoNames, own tables, what a dossier imported, and its places.csv."""

from servanda.reference.gazetteer.importing import Imported, read_foreign
from servanda.reference.gazetteer.lookup import Gazetteer
from servanda.reference.gazetteer.opening import is_compiled, open_gazetteer
from servanda.reference.gazetteer.place_tables import NamedPlace, row_of, write_places
from servanda.reference.gazetteer.places import WORLD, Place, PlaceHit, distance_km

__all__ = [
    "WORLD", "Gazetteer", "Imported", "NamedPlace", "Place", "PlaceHit", "distance_km", "is_compiled", "open_gazetteer", "read_foreign", "row_of",
    "write_places",
]  # fmt: skip
