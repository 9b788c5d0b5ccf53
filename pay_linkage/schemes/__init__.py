"""Schemes: which rules turn results into pay, as dated and cited YAML files (rulebook §9).

Belongs here: the built-in files, the strict reader, the model that refuses what does not fit together.
Stays out: the rules themselves (``pay_linkage.rules``).
"""

from pay_linkage.schemes.scheme import Scheme

__all__ = ["Scheme"]
