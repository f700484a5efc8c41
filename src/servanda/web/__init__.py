"""The desk: pages in a browser for those who review, over the doors of pipeline and report. Needs the extra ``web``."""

from servanda.web.config import LANGUAGES, DeskConfig
from servanda.web.serving import Served, serve

__all__ = ["LANGUAGES", "DeskConfig", "Served", "serve"]
