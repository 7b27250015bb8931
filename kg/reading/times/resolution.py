"""Working out dates: from what an expression says, the day of publication and the times that the text named before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from kg.reading.text.annotations import DocTime
from kg.reading.times import values as v
from kg.reading.times.grammar import Expression
from kg.reading.times.values import Period

REACH = 5
"""Sentences back in which a time named before may be what "the next day" counts from (tried: 2 to 10, alike)."""
QUARTER_REACH = 12
"""The same for the quarter that a business report is about."""
AGAINST = {-1: 6, 1: 8}
"""How many times its distance a month or day counts that lies on the other side than a past or future tense says: an
infinitive or a parser's error must not move "Nov. 10" by a year (tried: 3 to 12; with a future of 3, what "will be in December",
told in January, lay in the December before)."""
FITS = 270
"""Days within which of publication a day must lie for its weekday to choose its year."""
NEAR = 62
"""Days within which of publication a date whose day and month could change places must lie to be read at all."""
UNTOLD = 2
"""The same for what lies ahead where no tense tells: news looks back more than forward (tried: 1 to 4)."""
FINER = {"D": ("D",), "W": ("D", "W", "WE"), "M": ("D", "W", "WE", "M"), "Q": ("Q",), "WE": ("D", "W", "WE")}


@dataclass(slots=True)
class Resolved:
    """A period with how it was found; value where it differs from the period's own."""

    period: Period | None
    basis: str
    value: str | None = None
    granularity: str | None = None


class Resolver:
    """Gives expressions their dates, in the order of the text, remembering what was named.

    Args:
        published: the day of publication, or None.
    """

    def __init__(self, published: Day | None) -> None:
        self.published = published
        self.named: list[tuple[Period, int]] = []
        self.report: tuple[Period, int] | None = None

    def resolve(self, found: Expression, sentence: int, direction: int, day: Period | None = None) -> Resolved:
        """The period of an expression.

        Args:
            found: what its words say.
            sentence: number of its sentence.
            direction: -1 past, 1 future, 0 not told (see ``kg.reading.times.context.direction``).
            day: for a time of day alone, the day that its sentence names.
        """
        try:
            if found.kind == "date":
                result = self.date(found, sentence, direction)
            elif found.kind == "unit":
                result = self.unit(found, sentence, direction)
            elif found.kind == "deictic":
                result = self.deictic(found, sentence)
            elif found.kind == "offset":
                result = self.offset(found, sentence)
            elif found.kind == "clock":
                result = self.clock(found, day or self.before("D", sentence, 2))
            else:
                return self.timeless(found)
        except (ValueError, OverflowError):
            return Resolved(None, "Unresolved")
        if result.period is not None:
            self.named.append((result.period, sentence))
            if result.period.unit == "Q" and found.years in (None, 0) and found.kind != "offset":
                self.reports_on(result.period, sentence)
        return result

    def reports_on(self, quarter: Period, sentence: int) -> None:
        """Take a quarter for the one that a business report is about, unless it is still to end."""
        if self.report is None or self.published is None or quarter.last < self.published:
            self.report = quarter, sentence

    def reported_quarter(self, sentence: int) -> Period | None:
        return self.report[0] if self.report and sentence - self.report[1] <= QUARTER_REACH else None

    # ------------------------------------------------------------ what the text named before

    def before(self, unit: str, sentence: int, reach: int = REACH) -> Period | None:
        """The latest period named that is fine enough to count units of this size from."""
        fine = FINER.get(unit)
        for period, where in reversed(self.named):
            if sentence - where > reach:
                return None
            if fine is None or period.unit in fine:
                return period
        return None

    def base(self, found: Expression, unit: str, sentence: int) -> tuple[Day | None, str]:
        if found.anchor == "text":
            period = self.before(unit, sentence)
            return (period.last if found.relation == 1 else period.first) if period else None, "RelativeToText"
        return self.published, "RelativeToPublication"

    # ------------------------------------------------------------ kinds of expression

    def timeless(self, found: Expression) -> Resolved:
        if found.value is not None:
            basis = "RelativeToPublication" if found.kind == "reference" else "Explicit"
            return Resolved(None, basis, found.value)
        value = v.duration(found.amount if found.amount is not None else 1.0, found.unit or "D")
        return Resolved(None, "Explicit", value, v.UNITS.get(found.unit or "D"))

    def date(self, found: Expression, sentence: int, direction: int) -> Resolved:
        if found.decade is not None:
            return Resolved(v.decade(found.decade), "Explicit")
        if found.century is not None:
            return Resolved(v.century(found.century), "Explicit")
        year, basis = found.year, "Explicit"
        if found.years is not None:
            basis = "RelativeToPublication"
            year = self.published.year + found.years if self.published else None
            if year is None:
                return Resolved(None, "Unresolved")
        if found.value is not None:
            return Resolved(None, basis, found.value, "unitYear")
        if year is not None:
            period = self.in_order(found, year) if found.ambiguous else self.in_year(found, year)
            if found.years == 0 and direction < 0 and period and self.published and self.published.month < 3:
                # "rose in the first half of the year", told in January
                period = period if period.last <= self.published else self.in_year(found, year - 1)
            if found.fiscal:
                return Resolved(None, basis, period.value if period else None, v.UNITS[period.unit] if period else None)
            return self.timed(found, period, basis)
        if found.day is not None and found.month is None:
            return self.day_alone(found, sentence, direction)
        if (
            found.month is None
            and found.festival is None
            and found.quarter is None
            and found.half is None
            and not found.season
        ):
            return self.weekday(found, sentence, direction)
        base, basis = self.base(found, "Y", sentence)
        if base is None:
            return Resolved(None, "Unresolved")
        options = [p for p in (self.in_year(found, base.year + step) for step in (-2, -1, 0, 1, 2)) if p is not None]
        if not options:
            return Resolved(None, "Unresolved")
        period = self.chosen(found, options, base, direction)
        if found.fiscal:
            return Resolved(None, basis, period.value, v.UNITS[period.unit])
        return self.timed(found, period, basis)

    def chosen(self, found: Expression, options: list[Period], base: Day, direction: int) -> Period:
        """Which year's April is meant: by "last", "this", "next", else by the tense, else the nearest."""
        if found.relation == -1:
            return [p for p in options if p.last < base][-1]
        if found.relation == 1:
            return next(p for p in options if p.first > base)
        if found.relation == 0:
            same = [p for p in options if p.first.year == base.year]
            return same[0] if same else options[len(options) // 2]
        if found.weekday is not None:  # a weekday that does not fit does not move its day by years
            fitting = [p for p in options if p.first.isoweekday() == found.weekday]
            options = [p for p in fitting if abs((p.first - base).days) < FITS] or options
        if found.festival is not None and direction < 0 and any(p.first <= base for p in options):
            return [p for p in options if p.first <= base][-1]
        if (found.quarter or found.half) and direction <= 0:
            return [p for p in options if p.first <= base][-1]
        return min(options, key=lambda p: (self.strain(p, base, direction), p.first))

    def strain(self, period: Period, base: Day, direction: int) -> int:
        """How far a period lies from a day, in days; what the tense speaks against counts several times."""
        if period.first <= base <= period.last:
            return 0
        ahead = period.first > base
        far = (period.first - base).days if ahead else (base - period.last).days
        if direction == 0:
            return far * UNTOLD if ahead else far
        return far * AGAINST[direction] if ahead == (direction < 0) else far

    def in_year(self, found: Expression, year: int) -> Period | None:
        try:
            if found.month is not None:
                if found.nth is not None:
                    return v.week_of_month(year, found.month, found.nth)
                if found.day is None:
                    return v.month(year, found.month)
                return self.sized(found, v.day(Day(year, found.month, found.day)))
            if found.quarter is not None:
                return v.quarter(year, found.quarter)
            if found.half is not None:
                return v.half(year, found.half)
            if found.season is not None:
                return v.season(year, found.season)
            if found.festival == "moving":
                return None
            if found.festival is not None:
                period = v.festival(found.festival, year)
                return self.sized(found, period) if period else None
            return v.year(year)
        except (ValueError, OverflowError):
            return None

    def in_order(self, found: Expression, year: int) -> Period | None:
        """The day of "5/6/2019": of the two readings the one nearer to publication; nothing where neither is."""
        if self.published is None or found.month is None or found.day is None:
            return None
        both = (v.day(Day(year, found.month, found.day)), v.day(Day(year, found.day, found.month)))
        near = min(both, key=lambda p: self.strain(p, self.published or p.first, 0))
        return near if abs((near.first - self.published).days) < NEAR else None

    def sized(self, found: Expression, period: Period) -> Period:
        """The week or weekend of a day where the words say so ("the week of March 6", "Easter weekend")."""
        return (v.of_unit(found.unit, period.first) or period) if found.unit else period

    def day_alone(self, found: Expression, sentence: int, direction: int) -> Resolved:
        """ "the 24th": behind a day of the same sentence the next of that number ("born on 3 May … died on the 9th"), else of the
        month of publication, the one before or the next."""
        if found.day is None:
            return Resolved(None, "Unresolved")
        near = self.before("D", sentence, 0)
        if near is not None and (self.published is None or abs((near.first - self.published).days) > NEAR // 2):
            month = v.of_unit("M", near.first, 0 if found.day > near.first.day else 1)
            if month is not None and found.day <= month.last.day:
                return self.timed(found, v.day(month.first.replace(day=found.day)), "RelativeToText")
        if self.published is None:
            return Resolved(None, "Unresolved")
        options = []
        for step in (-1, 0, 1):
            month = v.of_unit("M", self.published, step)
            if month is not None and found.day <= month.last.day:
                options.append(v.day(month.first.replace(day=found.day)))
        base = self.published
        period = min(options, key=lambda p: (self.strain(p, base, direction), p.first))
        return self.timed(found, period, "RelativeToPublication")

    def weekday(self, found: Expression, sentence: int, direction: int) -> Resolved:
        if found.weekday is None:
            return Resolved(None, "Unresolved")
        base, basis = self.base(found, "D", sentence)
        if base is None:
            return Resolved(None, "Unresolved")
        back = (base.isoweekday() - found.weekday) % 7
        if found.relation == -1 or (found.anchor == "text" and found.relation == 0):
            when = base - timedelta(days=back or 7)
        elif found.relation == 1:
            ahead = (7 - back) or 7
            if not found.anchor and found.weekday > base.isoweekday() and ahead < 6:
                ahead += 7
            when = base + timedelta(days=ahead)
        elif (found.relation == 0 and not found.anchor) or direction > 0 or found.weeks > 0:
            when = base + timedelta(days=(7 - back) % 7)
        else:
            when = base - timedelta(days=back)
        return self.timed(found, v.day(when + timedelta(weeks=found.weeks)), basis)

    def unit(self, found: Expression, sentence: int, direction: int) -> Resolved:
        unit = found.unit or "D"
        if unit in ("period", "Q") and (
            found.anchor == "text" or found.relation is None or found.years is not None or found.year
        ):
            return self.reported(found, sentence)
        relation = found.relation or 0
        if unit == "WE" and found.relation is None and self.published is not None:
            relation = -1 if direction <= 0 and self.published.isoweekday() < 6 else 0
        elif found.relation is None:
            near = self.before(unit, sentence, 2)
            if near is not None and near.unit not in {"10Y", "100Y"}:
                return Resolved(v.of_unit(unit, near.first), "RelativeToText")
        base, basis = self.base(found, unit, sentence)
        if base is None:
            return Resolved(None, "Unresolved")
        period = v.of_unit(unit, base, relation)
        if found.fiscal:
            return Resolved(None, basis, period.value if period else None, v.UNITS[unit])
        return Resolved(period, basis if period else "Unresolved")

    def reported(self, found: Expression, sentence: int) -> Resolved:
        """ "the quarter", "the latest period", "the year-earlier quarter": by the quarter that a report is about."""
        quarter = self.reported_quarter(sentence)
        basis = "RelativeToText"
        if quarter is None and found.unit == "Q" and self.published is not None:
            quarter, basis = (
                v.of_unit("Q", self.published, -1 if found.anchor == "text" or found.relation is None else 0),
                "RelativeToPublication",
            )
        if quarter is None:
            if found.unit == "period" and found.year is not None:
                return Resolved(v.year(found.year), "Explicit")
            if found.unit == "period" and found.years is not None and self.published is not None:
                return Resolved(v.year(self.published.year + found.years), "RelativeToPublication")
            return Resolved(None, "Unresolved")
        number = int(quarter.value[-1])
        if found.year is not None:
            return Resolved(v.quarter(found.year, number), basis)
        if found.years is not None:
            return Resolved(v.quarter(quarter.first.year + found.years, number), basis)
        period = v.of_unit("Q", quarter.first, found.relation or 0)
        return Resolved(period, basis)

    def deictic(self, found: Expression, sentence: int) -> Resolved:
        base, basis = self.base(found, "D", sentence)
        if base is None:
            return Resolved(None, "Unresolved")
        return self.timed(found, v.day(base + timedelta(days=found.relation or 0)), basis)

    def offset(self, found: Expression, sentence: int) -> Resolved:
        unit, relation = found.unit or "D", found.relation or -1
        if not isinstance(found.amount, float | int):
            if found.anchor == "text":
                return Resolved(None, "Unresolved")
            return Resolved(None, "RelativeToPublication", "PAST_REF" if relation < 0 else "FUTURE_REF")
        if unit.startswith("T"):
            return Resolved(None, "Unresolved")
        quarter = self.reported_quarter(sentence)
        if unit == "Y" and found.amount == 1 and relation < 0 and quarter is not None:
            return Resolved(v.of_unit("Q", quarter.first, -4), "RelativeToText")
        base, basis = self.base(found, unit, sentence)
        if base is None:
            return Resolved(None, "Unresolved")
        steps = found.amount * relation
        if steps != int(steps):
            if unit != "Y":
                return Resolved(None, "Unresolved")
            unit, steps = "M", steps * 12
        if unit == "10Y":
            unit, steps = "Y", 10 * steps
        period = v.of_unit(unit, base, int(steps))
        return Resolved(period, basis if period else "Unresolved")

    def clock(self, found: Expression, day: Period | None) -> Resolved:
        if day is None or day.unit != "D":
            return Resolved(None, "Unresolved")
        return self.timed(found, day, "RelativeToText")

    def timed(self, found: Expression, period: Period | None, basis: str) -> Resolved:
        """With the time of day that the words add to a day."""
        if period is None:
            return Resolved(None, "Unresolved")
        if found.clock is not None and period.unit == "D":
            hour, minute = found.clock
            zone = "Z" if found.zone == 0 else ""
            unit = "unitMinute" if minute else "unitHour"
            return Resolved(period, basis, f"{period.value}T{hour:02d}:{minute:02d}{zone}", unit)
        if found.part is not None and period.unit == "D":
            return Resolved(period, basis, f"{period.value}T{found.part}", "unitHour")
        return Resolved(period, basis)


def to_time(found: Expression, resolved: Resolved, start: int, end: int) -> DocTime:
    """The annotation of a resolved expression."""
    period = resolved.period
    value = resolved.value or (period.value if period else None)
    kind = {"duration": "duration", "set": "set", "clock": "time"}.get(found.kind, "date")
    if (value and "T" in value and value[0].isdecimal()) or found.part:
        kind = "time"
    days = v.narrowed(period, found.modifier) if period else None
    granularity = resolved.granularity or (v.UNITS.get(period.unit) if period else None)
    return DocTime(
        start,
        end,
        kind,
        value,
        found.modifier,
        days[0].isoformat() if days else None,
        days[1].isoformat() if days else None,
        resolved.basis if value else "Unresolved",
        granularity,
    )
