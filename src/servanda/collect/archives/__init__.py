"""Web archives that somebody else made: WARC files and WACZ packages."""

from servanda.collect.archives.contents import archived
from servanda.collect.archives.wacz import read_wacz
from servanda.collect.archives.warcs import read_warc

__all__ = ["archived", "read_wacz", "read_warc"]
