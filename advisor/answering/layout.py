"""The Markdown of an answer: made from its statements and its table, never the other way round."""

from collections.abc import Collection, Sequence

from advisor.domain.answers import Statement, Table


def around_table(statements: Sequence[Statement], table: Table, *, table_at: int) -> str:
    """Fixed sentences that lead to the table, the table, and what else there is to say."""
    before = [statement.markdown for statement in statements[:table_at]]
    after = [f"- {statement.markdown}" for statement in statements[table_at:]]
    return "\n\n".join(filter(None, (" ".join(before), table.markdown, "\n".join(after))))


def in_lines(statements: Sequence[Statement], *, framed: bool) -> str:
    """The direct answer, after the frame if there is one, then the rest as a list."""
    lines = [statement.markdown for statement in statements]
    lead = 2 if framed else 1
    head, rest = lines[:lead], lines[lead:]
    if len(rest) < 2:
        return " ".join(lines)
    return "\n".join([*head, "", *(f"- {line}" for line in rest)])


def as_declined(statements: Sequence[Statement], *, offer: str, questions: Sequence[str]) -> str:
    """The fixed sentence, what comes nearest as a list, and what could be asked instead."""
    head, *nearest = [statement.markdown for statement in statements]
    blocks = [head, "\n".join(f"- {line}" for line in nearest)]
    if questions:
        blocks.append("\n".join([offer, *(f"- {question}" for question in questions)]))
    return "\n\n".join(filter(None, blocks))


def in_blocks(
    statements: Sequence[Statement], table: Table | None, *, heads: Collection[int], table_at: int
) -> str:
    """Each result as a paragraph, below it what belongs to it, line by line."""
    blocks: list[list[str]] = []
    for number, statement in enumerate(statements):
        if table and number == table_at:
            blocks.append([table.markdown])
        if number in heads or not blocks:
            blocks.append([statement.markdown])
        else:
            blocks[-1].append(f"- {statement.markdown}")
    if table and table_at == len(statements):
        blocks.append([table.markdown])
    return "\n\n".join(
        "\n\n".join([head, "\n".join(rest)] if rest else [head]) for head, *rest in blocks
    )
