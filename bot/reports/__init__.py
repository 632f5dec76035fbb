"""How fast and how good first replies are: facts in, a report out, and the report in words."""

from bot.reports.report import Report, report
from bot.reports.responses import STRETCH
from bot.reports.sums import FEW, Share, Spread, percentile

__all__ = ["FEW", "STRETCH", "Report", "Share", "Spread", "percentile", "report"]
