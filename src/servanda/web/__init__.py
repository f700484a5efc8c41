"""The desk: pages in a browser for those who review, over the doors of pipeline and report. Needs the extra ``web``."""

from servanda.web.config import LANGUAGES, DeskConfig
from servanda.web.rights import new_password
from servanda.web.serving import Served, register_of, serve

__all__ = ["LANGUAGES", "DeskConfig", "Served", "new_password", "register_of", "serve"]
