"""What alerts a policy would have caused on a chat export: the desk's clock and rules, nothing drafted."""

from bot.rehearsal.found import Disturbed, Reader, Rehearsed
from bot.rehearsal.run import rehearse

__all__ = ["Disturbed", "Reader", "Rehearsed", "rehearse"]
