"""What a decision on a name consists of."""

from servanda.model.identification import Candidate

# The id or ``None``, why, the rule, and the candidates, best first.
Decision = tuple[str | None, str | None, str, tuple[Candidate, ...]]
