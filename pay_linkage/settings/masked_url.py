"""A database's URL as it may be shown: without its password."""

from __future__ import annotations

import re

COVER = "***"
IN_AUTHORITY = re.compile(r"(://[^/?#]*?:)[^/?#]*(@)")
IN_QUERY = re.compile(r"([?&](?:password|sslpassword|passwd|pwd)=)[^&#]*", re.IGNORECASE)


def masked_url(text: str) -> str:
    """The text with the password of a URL covered, whether it stands before the host or among the parameters.

    >>> masked_url("postgresql://clerk:p:w@db/ledger?sslmode=require"), masked_url("postgresql:///l?password=x&a=1")
    ('postgresql://clerk:***@db/ledger?sslmode=require', 'postgresql:///l?password=***&a=1')
    """
    return IN_QUERY.sub(rf"\1{COVER}", IN_AUTHORITY.sub(rf"\1{COVER}\2", text))
