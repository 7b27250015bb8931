"""How sure it is that an event happens, and what the words that govern it make of that."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class State:
    """The factuality of one event."""

    certainty: str = "Certain"
    polarity: str = "Positive"
    tense: str = "Past"
    status: str = "Occurred"


_OF_EFFECT = {
    "Planned": {"status": "Planned", "tense": "Future"},
    "Proposed": {"status": "Proposed", "tense": "Future", "certainty": "Underspecified"},
    "Possible": {"status": "Possible", "certainty": "Possible"},
    "Probable": {"certainty": "Probable"},
    "Denied": {"status": "Denied", "polarity": "Negative"},
    "Cancelled": {"status": "Cancelled", "polarity": "Negative"},
    "Unknown": {"status": "Unknown", "certainty": "Underspecified"},
    "Ongoing": {"status": "Ongoing", "tense": "Present"},
}


def under(state: State, what: str) -> State:
    """``state`` under an effect."""
    if what == "Denied" and state.status in ("Denied", "Cancelled"):
        return replace(state, status="Unknown", certainty="Underspecified", polarity="Positive")
    if what in ("Planned", "Proposed", "Possible", "Ongoing") and state.status in ("Denied", "Cancelled"):
        return state
    if what == "Probable" and state.status == "Planned":
        return replace(state, certainty="Probable")
    if what == "Probable":
        return replace(state, certainty="Probable", status="Possible" if state.status == "Occurred" else state.status)
    return replace(state, **_OF_EFFECT.get(what, {}))
