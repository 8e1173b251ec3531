"""Whether the words of a passage support a statement, decided without a model."""

from advisor.answering.verification.verdict import FigureCheck, Reason, Terms, Verdict
from advisor.answering.verification.verify import verify_statement

__all__ = ["FigureCheck", "Reason", "Terms", "Verdict", "verify_statement"]
