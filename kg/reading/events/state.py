"""How sure it is that an event happens, and what the words that govern it make of that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.knowledge import events as lexicon


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
    "Told": {"certainty": "Probable"},
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


def withdrawn(state: State) -> tuple[str, str, str, str]:
    """Certainty, polarity, tense and status of what a text takes back; a negation that is taken back leaves it open."""
    if state.polarity == "Negative":
        return "Underspecified", "Positive", state.tense, "Unknown"
    return state.certainty, "Negative", state.tense, "Denied"


def of_occurrences(said: list[tuple[str, str, State]], state: State) -> State:
    """The state of an event noun of which verbs say that it takes place, is planned, called off …: the strongest decides.

    Args:
        said: kind (see :mod:`kg.reading.events.occurrences`), lemma and state of each verb.
        state: of the noun without them.
    """
    of = {kind: verb for kind, _, verb in reversed(said)}
    cancelled, happens, runs = of.get("cancel"), of.get("happen"), of.get("run")
    last = said[-1][0] if said else ""
    if happens is not None and happens.status in ("Occurred", "Ongoing") and last == "happen":
        return happens  # "the summit, cancelled in March, was held after all"
    if cancelled is not None and cancelled.polarity == "Positive":
        return under(state, "Cancelled" if cancelled.status in ("Occurred", "Ongoing") else "Unknown")
    if happens is not None:
        return happens
    if runs is not None:
        over = any(kind == "run" and lemma in lexicon.words("over") for kind, lemma, _ in said)
        if over and runs.status in ("Denied", "Planned", "Possible", "Proposed"):
            return replace(state, status="Ongoing", tense="Present")  # what has not ended goes on
        if runs.status == "Occurred" and runs.tense == "Present":
            return replace(runs, status="Ongoing")
        return runs
    planned = of.get("postpone", of.get("plan"))
    if planned is None:
        return state
    if planned.polarity == "Negative":
        return state if "postpone" in of else under(state, "Denied")
    return under(state, planned.status if planned.status in ("Possible", "Proposed") else "Planned")
