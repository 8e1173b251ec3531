"""What looks like a figure and is none: markers, addresses, names of things and events, numbers of things."""

import re
from collections.abc import Iterator

_DEVICES = (
    r"iphone|ipad|macbook|galaxy|airpods|pixel|mate|redmi|xiaomi|playstation|ps|xbox|windows|android|ios|wi-?fi|usb"
    r"|bluetooth|蓝牙|小米|红米|华为|荣耀|三星|chatgpt|gpt|rtx|incoterms|iso|section|article|chapter|form"
)
_VARIANT = r"(?:pro|max|plus|ultra|mini|air|note|se)"
_NUMBERED = (
    r"(?:order|tracking|invoice|phone|tel|whatsapp|wechat|asin|ean|upc|hs code|zip|sku)"
    r"(?:\s?(?:no\.?|number|id))?|(?:订单|单|快递单|运单|物流单|货|编|型|税|商标|账)号|电话|手机号?|微信|qq|hs编码|邮编"
)
# A counted thing is none of these: "卖了618单", "¥1688".
_COUNTED = r"(?!\s?(?:[元块件单个台条人名万%]|美元|usd|units?|orders?|pcs|[.,]?\d))"
_NOT_MONEY = r"(?<![\d.,$¥£€])"
_MASKS = re.compile(
    r"\[\^?\d{1,3}(?:\s?[,-]\s?\d{1,3})*\]"
    r"|^\s*(?:\d{1,2}[.、)](?!\d)|[(]\d{1,2}[)])"
    r"|(?:https?://|www\.)[!-~]+"
    r"|双(?:\d\d|十[一二])|24/7|7-eleven|double\s(?:1[12]|eleven|twelve)(?!\d)"
    rf"|(?<![a-z])(?:{_DEVICES})(?:\s?{_VARIANT}\b)*\s?[a-z]?\d+(?:\.\d+)?(?:\s?{_VARIANT}\b)*(?!\d|\s?[个台部件条%])"
    rf"|(?<![a-z])(?:{_NUMBERED})(?:\s?[:#是]\s?|\s)?[+#]?(?=[a-z\d-]*\d{{4}})[a-z\d-]+(?:\s\d{{3,}})*"
    r"|(?<!#)#(?=[a-z\d-]*\d{5})[a-z\d-]+"
    rf"|(?<![\d.,])1[3-9]\d{{9}}{_COUNTED}"
    r"|\+\d{1,3}[\s-]?\(?\d{2,4}\)?(?:[\s-]?\d{3,4}){1,3}(?!\d)"
    r"|(?<![\d.,-])\(?\d{3}\)?[\s-]\d{3}-\d{4}(?![\d-])|(?<![\d-])\d{2,}-\d{5,}(?:-\d+)+"
    r"|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"
    rf"|{_NOT_MONEY}1688{_COUNTED}"
    rf"|{_NOT_MONEY}618(?=大促|期间|活动|当天|前|后|购物|年中|备货|要|预售)",
    re.MULTILINE,
)
_FIRST_MARKER = re.compile(r"^\s*[(（]?1(?P<mark>[.、)])(?!\d)", re.MULTILINE)
_LATER_MARKER = re.compile(r"(?<=[\s。;,，])[(（]?(?P<place>\d{1,2})(?P<mark>[.、)])(?!\d)")


def masked(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every such place in folded text; they may overlap."""
    yield from (match.span() for match in _MASKS.finditer(text))
    first = _FIRST_MARKER.search(text)
    if first is None:
        return
    expected = 2  # "1. find … 2. list …": the markers of one list count up
    for match in _LATER_MARKER.finditer(text, first.end()):
        if match["mark"] == first["mark"] and int(match["place"]) == expected:
            expected += 1
            yield match.span()
