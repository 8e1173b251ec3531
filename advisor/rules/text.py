"""A wording in both languages."""

from dataclasses import dataclass

from advisor.domain.documents import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def __getitem__(self, language: LanguageCode) -> str:
        return self.zh if language == "zh" else self.en

    def naming(self, name: "Text") -> "Text":
        """These words with the name of an input in place of `{field}`."""
        return Text(zh=self.zh.replace("{field}", name.zh), en=self.en.replace("{field}", name.en))
