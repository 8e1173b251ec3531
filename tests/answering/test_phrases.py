from advisor.answering.phrases import outdated_note, preference


def test_an_old_sentence_is_called_old_with_its_date_unless_it_names_the_year() -> None:
    assert (
        outdated_note("TikTok Shop英国站收9%。", "2024-09", "zh") == "（截至2024-09，可能已过时）"
    )
    assert outdated_note("自2024年9月起收9%。", "2024-09", "zh") == "（可能已过时）"
    assert (
        outdated_note("The fee is 9%.", "2024-09", "en") == " (as of 2024-09, may be out of date)"
    )
    assert outdated_note("Since 2024 it is 9%.", "2024-09", "en") == " (may be out of date)"


def test_advice_on_a_conflict_names_the_citations_that_disagree() -> None:
    assert preference(2, [1], ["newer"], "en") == (
        "[2] disagrees with [1]; I would go with [2], because it is newer."
    )
    assert preference(2, [1, 3], ["newer", "surer"], "zh") == (
        "[2]与[1]、[3]说法不一，我会采用[2]，因为它更新、可信度更高。"
    )
    assert preference(1, [2], [], "zh") == "[1]与[2]说法不一，从日期和出处看分不出高下，请先核实。"
