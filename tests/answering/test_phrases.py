from advisor.answering.phrases import on_topic, outdated_note, preference


def test_an_old_sentence_is_called_old_with_its_date_unless_it_names_the_year() -> None:
    assert (
        outdated_note("TikTok Shop英国站收9%。", "2024-09", "zh") == "（截至2024-09，可能已过时）"
    )
    assert outdated_note("自2024年9月起收9%。", "2024-09", "zh") == "（可能已过时）"
    assert (
        outdated_note("The fee is 9%.", "2024-09", "en") == " (as of 2024-09, may be out of date)"
    )
    assert outdated_note("Since 2024 it is 9%.", "2024-09", "en") == " (may be out of date)"


def test_advice_on_a_conflict_names_its_topic_where_several_stand_together() -> None:
    advice = preference(2, ["newer"], "en")
    assert on_topic("Fee in the UK", advice, "en") == (
        "Fee in the UK: The sources disagree; I would go with [2], because it is newer."
    )
