"""Where a flow's runs are kept: the store, and the ledger that belongs to it.

A ledger's URL may hold a password, and Prefect keeps parameters in clear text: so it is no parameter, but a setting.
"""

from __future__ import annotations

import os

from pay_linkage.bookkeeping import opened_ledger
from pay_linkage.ledger import Ledger
from pay_linkage.runs.place import absolute_root
from pay_linkage.settings import settled
from pay_linkage.settings.setting import BY_KEY


def hand_down(**chosen: str | None) -> None:
    """Give what the command line was told, by the settings' keys, to the flows of this process and those it starts."""
    for key, value in chosen.items():
        if value is not None:
            os.environ[BY_KEY[key.replace("__", ".")].variable] = value


def kept(store: str | None) -> tuple[str, Ledger]:
    """The store, as asked for or as set, and its ledger: the set one where it is the set store, else the one in it."""
    ours = str(settled("store"))
    asked = store or ours
    url = settled("ledger") if absolute_root(asked) == absolute_root(ours) else None
    return asked, opened_ledger(asked, str(url) if url else None)
