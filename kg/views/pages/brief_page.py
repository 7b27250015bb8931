"""A brief as a page and in Markdown."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from kg.errors import Code, KgError
from kg.files import write_whole
from kg.views.records.briefing import Brief
from kg.views.records.markdown import escape
from kg.views.records.record import fragment, page

SUFFIXES = (".html", ".htm", ".md", ".markdown")


class BriefPage(Brief):
    """A brief that writes itself; in Jupyter it shows itself."""

    @classmethod
    def of(cls, brief: Brief) -> BriefPage:
        """A brief, to be written."""
        return cls(**{f.name: getattr(brief, f.name) for f in fields(brief)})

    def __repr__(self) -> str:
        return f"<Brief: {self.label}, {self.scope}>"

    def save(self, path: str | Path) -> Path:
        """Write it as a page (.html) or Markdown (.md).

        Raises:
            KgError: KG042 for another suffix, KG045 when it cannot be written.
        """
        target = Path(path)
        suffix = target.suffix.lower()
        if suffix not in SUFFIXES:
            raise KgError(Code.BAD_SUFFIX, path=path, known=".html or .md")
        text = self.html if suffix.startswith(".h") else self.markdown
        try:
            write_whole(target, text)
        except OSError as error:
            raise KgError(Code.UNWRITABLE_FILE, path=path, why=error.strerror or error) from error
        return target

    @property
    def html(self) -> str:
        """A page of its own, which needs nothing but itself."""
        return page("brief", self)

    @property
    def markdown(self) -> str:
        """The same in Markdown (CommonMark); what comes from articles stays text."""
        return markdown(self)

    def data(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        return {"scope": self.scope, **asdict(self)}

    def _repr_html_(self) -> str:
        return fragment("brief", self)


def markdown(found: Brief) -> str:
    """A brief in Markdown."""
    lines = [f"# {escape(found.label)}", "", escape(found.scope) + "."]
    for words, first, more in found.sections:
        lines += ["", f"## {words}", ""]
        for line in (*first, *more):
            when = f"{line.head.when}: " if line.head.when else ""
            told = ", ".join(filter(None, (line.support, line.more)))
            lines += [
                f"- {when}**{escape(line.title)}**" + (f" ({told})" if told else ""),
                "",
                f"  > {escape(line.cited.sentence)} — {escape(found.publisher(line.cited))}",
                "",
            ]
    if found.disputed:
        lines += ["", "## What sources contradict one another about", ""]
        for one in found.disputed:
            lines += [f"- **{escape(one.label)}**, {one.what}: " + " – ".join(escape(value) for value, _ in one.values), ""]
            for value, cited in one.values:
                lines += [f"  > {escape(value)}: {escape(cited[0].sentence)} — {escape(found.publisher(cited[0]))}", ""]
    for words, somebodies in (("Who", found.people), ("Where", found.places)):
        if somebodies:
            lines += ["", f"## {words}", ""]
            lines += [f"- **{escape(p.label)}** ({escape(p.told)})" for p in somebodies]
    if found.left_out:
        lines += ["", escape(found.left_out)]
    return "\n".join([*lines, ""])
