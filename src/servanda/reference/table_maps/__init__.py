"""Maps of tables: read and checked with line and path; those of ACLED, UCDP GED, KoBo and ODK are shipped."""

from servanda.reference.table_maps.checking import map_problems
from servanda.reference.table_maps.reading import MapFile, find_map, map_of, read_map, shipped_maps

__all__ = ["MapFile", "find_map", "map_of", "map_problems", "read_map", "shipped_maps"]
