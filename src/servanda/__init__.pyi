# What type checkers and editors see of `servanda`: its parts are imported when they are asked for (decision 0160).
from servanda import errors as errors
from servanda.library import AddSummary as AddSummary
from servanda.library import OpenDossier as OpenDossier
from servanda.library import Reading as Reading
from servanda.library import Records as Records
from servanda.library import RunSummary as RunSummary
from servanda.library import Written as Written
from servanda.library import open as open  # noqa: A004 - called as servanda.open
from servanda.library import read as read

__all__: list[str]  # noqa: PYI035 - the list stands in __init__.py
__version__: str
