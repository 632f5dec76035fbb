"""What alerts a policy would have caused on a chat export: the desk's clock and rules, nothing drafted."""

from bot.rehearsal.run import Disturbed, Rehearsed, rehearse

__all__ = ["Disturbed", "Rehearsed", "rehearse"]
