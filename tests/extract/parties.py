"""Who takes part in a claim, and whose words it is."""

from servanda.model.claims import EventClaim


def named(claim: EventClaim, role: str) -> set[str | None]:
    """Return the names in a role."""
    return {who.name for who in claim.participants if who.role == role}


def doers(claim: EventClaim) -> set[str | None]:
    """Return who did it."""
    return named(claim, "actor")


def voice(claim: EventClaim) -> str | None:
    """Return the innermost of those whose words it is."""
    return claim.attribution[-1].name if len(claim.attribution) > 1 else "the writer"
