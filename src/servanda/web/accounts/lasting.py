"""How long somebody stays signed in: for a working day at most, and not while nobody asks for anything."""

import time
from typing import Final

from django.contrib.auth import logout
from django.http import HttpRequest

from servanda.web.accounts.configuration import WORKDAY_SECONDS

TIMES: Final = "desk_times"
"""Where a session keeps when it began, and when its owner last asked for something (seconds of the clock)."""
IDLE_SECONDS: Final = 2 * 3600
_MINUTE_SECONDS: Final = 60


def is_over(request: HttpRequest) -> bool:
    """Tell whether a session has lasted long enough, and end it; note in one that goes on that it was used, once a minute."""
    now = int(time.time())
    began, seen = request.session.get(TIMES, (now, now))
    if now - began > WORKDAY_SECONDS or now - seen > IDLE_SECONDS:
        logout(request)
        return True
    if TIMES not in request.session or now - seen >= _MINUTE_SECONDS:
        request.session[TIMES] = [began, now]
    return False
