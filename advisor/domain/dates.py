"""Dates as precise as they are known: "2023", "2023-Q3", "2023-04", "2023-04-02"."""

import calendar
from datetime import date


def last_day(written: str) -> date:
    """The last day that a date may mean.

    >>> last_day("2023-Q3").isoformat(), last_day("2023").isoformat()
    ('2023-09-30', '2023-12-31')
    """
    year, _, rest = written.partition("-")
    if not rest:
        return date(int(year), 12, 31)
    if rest.startswith("Q"):
        return _end_of_month(int(year), 3 * int(rest[1:]))
    month, _, day = rest.partition("-")
    return date(int(year), int(month), int(day)) if day else _end_of_month(int(year), int(month))


def first_day(written: str) -> date:
    """The first day that a date may mean.

    >>> first_day("2023-Q3").isoformat(), first_day("2023").isoformat()
    ('2023-07-01', '2023-01-01')
    """
    year, _, rest = written.partition("-")
    if rest.startswith("Q"):
        return date(int(year), 3 * int(rest[1:]) - 2, 1)
    month, _, day = rest.partition("-")
    return date(int(year), int(month or 1), int(day or 1))


def is_past(written: str | None, *, today: date) -> bool:
    """Whether the last day that a date may mean is over; never for None."""
    return written is not None and last_day(written) < today


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
