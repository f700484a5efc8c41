"""What every table that leaves a dossier says of itself: as of which day, by which counting rule, under which terms."""

from typing import NamedTuple

from servanda.model.counting import in_language
from servanda.report.config import VERSION
from servanda.report.view import ReportView

CREDITS = "Names and coordinates of places: GeoNames, CC BY 4.0, and the gazetteers that the dossier took over."
NO_LICENCE = "not stated; ask who sent it. Quoted words belong to their publishers."


class About(NamedTuple):
    """The metadata of one file."""

    title: str
    as_of: str
    licence: str
    counting_rule: str
    counting_rule_text: str
    credits: str = CREDITS
    made_by: str = f"Servanda, report {VERSION}"

    @property
    def line(self) -> str:
        """The three that no table may go without, in one line."""
        return f"As of {self.as_of}. Counted by {self.counting_rule}. Licence: {self.licence}"


def about(view: ReportView) -> About:
    """Return the metadata of a view; its day, since the minute of work is the desk's own matter."""
    rule = view.counting
    return About(
        view.title, view.generated_at[:10], view.licence or NO_LICENCE, rule.id, in_language(rule.description, "en")
    )
