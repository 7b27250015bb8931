"""Small tools for notebooks that need ipywidgets: happenings by who, where and what became of them; going through doubts.

    from kg.widgets import browse, review

    browse(story)
    review(story, by="me")
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from kg.errors import Code, KgError
from kg.graph.asking.words import day

if TYPE_CHECKING:
    from kg.api import Story

NAMES = 60
"""Names offered for each filter, those that take part most."""
SHOWN = 40
"""Happenings shown, those that matter most."""
ANY = "all"


def _ipywidgets() -> Any:
    try:
        import ipywidgets
    except ImportError as error:
        raise KgError(Code.NO_WIDGETS) from error
    return ipywidgets


def browse(story: Story, *, first: str | None = None, last: str | None = None) -> Any:
    """Dated happenings with filters by who, where, what became of them, and words.

    Args:
        story: to look at.
        first, last: days, months or years.

    Returns:
        A widget, which a cell shows.

    Raises:
        KgError: KG174 without ipywidgets.
    """
    widgets = _ipywidgets()
    entries = sorted(story.timeline(first=first, last=last, undated=True), key=lambda e: -e.weight)

    def offered(values: list[str]) -> list[str]:
        counts = {value: values.count(value) for value in values}
        return [ANY, *sorted(counts, key=lambda value: (-counts[value], value))[:NAMES]]

    who = widgets.Dropdown(options=offered([a for e in entries for a in e.actors]), description="Who")
    where = widgets.Dropdown(options=offered([p for e in entries for p in e.places]), description="Where")
    became = widgets.Dropdown(options=offered([e.status_words for e in entries]), description="What became")
    words = widgets.Text(placeholder="words", description="Words", continuous_update=False)
    out = widgets.HTML()

    def show(_: Any = None) -> None:
        wanted = words.value.lower().split()
        found = [
            e for e in entries
            if who.value in (ANY, *e.actors) and where.value in (ANY, *e.places) and became.value in (ANY, e.status_words)
            and all(w in f"{e.label} {e.sentence}".lower() for w in wanted)
        ]  # fmt: skip
        rows = "".join(
            f"<tr><td>{escape(e.when)}</td><td><b>{escape(e.label)}</b><br>{escape(e.sentence)}</td>"
            f"<td>{escape(e.status_words)}</td><td>{e.origins}</td></tr>"
            for e in sorted(found[:SHOWN], key=lambda e: e.first or "9999")
        )
        more = f"<p>{len(found):,} happenings" + (f", the {SHOWN} that matter most" if len(found) > SHOWN else "") + "</p>"
        head = "<tr><th>when</th><th>what</th><th>status</th><th>origins</th></tr>"
        out.value = f"{more}<table>{head}{rows}</table>"

    for control in (who, where, became, words):
        control.observe(show, names="value")
    show()
    return widgets.VBox([widgets.HBox([who, where, became, words]), out])


def review(story: Story, *, by: str | None = None, number: int = 50) -> Any:
    """Go through what is doubtful, as ``kg review`` does: a button for each answer, which becomes a judgement.

    Args:
        story: to be judged.
        by: who judges.
        number: how many doubts at most.

    Returns:
        A widget, which a cell shows.

    Raises:
        KgError: KG174 without ipywidgets; KG022 when another process writes.
    """
    widgets = _ipywidgets()
    doubts = story.doubts()[:number]
    at = 0
    asked, answers = widgets.HTML(), widgets.HBox()

    def answer(word: str) -> None:
        nonlocal at
        if word == "undo":
            story.undo()
        elif word != "later":
            story.settle(doubts[at], word, by=by)
        at = max(0, at - 1) if word == "undo" else at + 1
        show()

    def button(word: str) -> Any:
        made = widgets.Button(description=word.capitalize())
        made.on_click(lambda _: answer(word))
        return made

    def show() -> None:
        if at >= len(doubts):
            asked.value = "<p>Nothing is doubtful any more.</p>"
            answers.children = (button("undo"),) if at else ()
            return
        doubt = doubts[at]
        told = "".join(
            f"<blockquote>{escape(c.sentence)}<br><small>{escape(c.title)}{', ' * bool(c.date)}{day(c.date)}</small></blockquote>"
            for c in doubt.cited
        )
        asked.value = f"<p>{at + 1} of {len(doubts)}: <b>{escape(doubt.question)}</b></p>{told}"
        answers.children = tuple(button(word) for word in (*doubt.answers, "later", *(["undo"] if at else [])))

    show()
    return widgets.VBox([asked, answers])
