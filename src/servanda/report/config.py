"""Settings of a report."""

from servanda.model.base import Record

VERSION = "0.1.0"


class ReportConfig(Record, frozen=True, kw_only=True):
    """``version`` names the layout; ``width_px`` is the width of map and timeline in pixels.

    ``max_undecided`` bounds the list of names without a match, ``max_drawn`` the ways from outlets to origins that are drawn
    (the table has all). With more than ``max_texts`` reports or ``max_claims`` claims the page leaves texts, incidents and findings to files
    beside it with ``per_page`` items each, and lists at most ``max_listed`` of anything.
    """

    version: str = VERSION
    width_px: int = 720
    max_undecided: int = 200
    max_drawn: int = 40
    max_texts: int = 150
    max_claims: int = 3000
    per_page: int = 60
    max_listed: int = 500
