"""Pages and files on the web that a user has named, fetched without letting them reach inward."""

from advisor.ingestion.web.addresses import is_web_address, normal_form, web_address
from advisor.ingestion.web.download import DownloadLimits
from advisor.ingestion.web.pages import PAGE_PREFIX, web_document

__all__ = [
    "PAGE_PREFIX",
    "DownloadLimits",
    "is_web_address",
    "normal_form",
    "web_address",
    "web_document",
]
