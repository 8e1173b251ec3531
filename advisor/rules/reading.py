"""What is collected while raw inputs are read: reasons to refuse, and currencies."""

from dataclasses import dataclass, field

from advisor.rules.refusal import RuleRefused, mixed_currency


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount of money that was given: in which of the rule's currencies, and its code."""

    field: str
    unit: str
    currency: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is wrong with a call, so that the most telling reason comes first."""

    refusals: list[RuleRefused] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)

    def refuse(self, refusal: RuleRefused) -> None:
        """Note a reason to refuse and go on reading."""
        self.refusals.append(refusal)

    def currency_refusals(self) -> list[RuleRefused]:
        """Amounts whose currency differs from the first one, or is not told beside others."""
        found = []
        for unit in {amount.unit: None for amount in self.amounts}:
            amounts = [amount for amount in self.amounts if amount.unit == unit]
            known = next((a for a in amounts if a.currency is not None), None)
            if known is None:
                continue
            found += [_differs(a, known) for a in amounts if a.currency != known.currency]
        return found


def _differs(amount: Amount, known: Amount) -> RuleRefused:
    got_zh, got_en = amount.currency or "没写币种", amount.currency or "no currency"
    return mixed_currency(
        amount.field,
        zh=f"{{field}}是{got_zh}，其他金额是{known.currency}。请先按注明日期的汇率换成同一种货币。",
        en=f"{{field}} is in {got_en}, other amounts are in {known.currency}. "
        f"Convert to one currency at a dated rate first.",
    )
