"""Schemes: which rules turn results into pay, as dated and cited YAML files (rulebook §9).

Belongs here: the built-in files, the strict reader, the model that refuses what does not fit together.
Stays out: the rules themselves (``pay_linkage.rules``).
"""

from pay_linkage.schemes.builtin_schemes import builtin_schemes, load_scheme, scheme_bytes
from pay_linkage.schemes.changed import ChangedScheme, SchemeSetting, changed_scheme, setting_value
from pay_linkage.schemes.json_schema import scheme_schema
from pay_linkage.schemes.reading import cycle_problem, read_scheme
from pay_linkage.schemes.scheme import Scheme

__all__ = [
    "ChangedScheme",
    "Scheme",
    "SchemeSetting",
    "builtin_schemes",
    "changed_scheme",
    "cycle_problem",
    "load_scheme",
    "read_scheme",
    "scheme_bytes",
    "scheme_schema",
    "setting_value",
]
