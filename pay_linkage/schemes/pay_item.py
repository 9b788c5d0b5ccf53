"""What the money is called in the payroll (rulebook §9)."""

from __future__ import annotations

from pay_linkage.schemes.label import Label
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.text import Name


class PayItem(Rule):
    """The payroll's code and name of the pay item."""

    code: Name
    name: Label
