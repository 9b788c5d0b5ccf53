"""A province: many districts, each with its own scheme, inputs, pools, calendar, store and ledger, and their roll-up.

Belongs here: the province file and its strict reading, one district's year end as an outcome that tells instead of
raising, and the roll-up of all outcomes. Stays out: how districts are spread over processes and machines (``flows``).

A category is ranked as a whole: all its units stand in one order, and its places and quotas are shares of all of them
(rulebook §2, §4). So a ranking pool is never divided, and the district, which holds its pools whole, is the smallest
part that can be calculated by itself. Districts know nothing of each other; a province only adds up.
"""

from __future__ import annotations

from pay_linkage.province.district import District
from pay_linkage.province.district_run import outcome_of, settled
from pay_linkage.province.documents import province_documents
from pay_linkage.province.outcome import Outcome, house_today
from pay_linkage.province.province import Province
from pay_linkage.province.reading import read_province
from pay_linkage.province.roll_up import RollUp, roll_up

__all__ = [
    "District",
    "Outcome",
    "Province",
    "RollUp",
    "house_today",
    "outcome_of",
    "province_documents",
    "read_province",
    "roll_up",
    "settled",
]
