"""What every table that leaves a dossier says of itself: as of which day, by which counting rule, under which terms."""

from typing import NamedTuple

from servanda.report.config import VERSION
from servanda.report.view import ReportView

COUNTING_RULE = "servanda-default-1"
"""The name of today's way of counting; docs/how-to/take-tables-out.md has the paragraph behind it."""
COUNTING_RULE_TEXT = (
    "An incident is counted once, on its own day, whoever reports it; what people rejected is not counted, what nobody "
    "reviewed is. A toll is the range from the lowest to the highest number that anybody gives, in the words it was said "
    "in, open where somebody leaves it open, never averaged. An incident with several parties stands once for each."
)
CREDITS = "Names and coordinates of places: GeoNames, CC BY 4.0, and the gazetteers that the dossier took over."
NO_LICENCE = "not stated; ask who sent it. Quoted words belong to their publishers."


class About(NamedTuple):
    """The metadata of one file."""

    title: str
    as_of: str
    licence: str
    counting_rule: str = COUNTING_RULE
    counting_rule_text: str = COUNTING_RULE_TEXT
    credits: str = CREDITS
    made_by: str = f"Servanda, report {VERSION}"

    @property
    def line(self) -> str:
        """The three that no table may go without, in one line."""
        return f"As of {self.as_of}. Counted by {self.counting_rule}. Licence: {self.licence}"


def about(view: ReportView) -> About:
    """Return the metadata of a view; its day, since the minute of work is the desk's own matter."""
    return About(view.title, view.generated_at[:10], view.licence or NO_LICENCE)
