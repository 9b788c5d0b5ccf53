"""Great Expectations, imported the way that it is wanted: silent, and sending nothing.

Its import warns of things that it uses itself; nobody here can mend them.
"""

from __future__ import annotations

import logging
import os
import warnings

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the library is imported

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import great_expectations as gx
    import great_expectations.expectations as gxe
    from great_expectations.data_context.types.base import ProgressBarsConfig

logging.getLogger("great_expectations").setLevel(logging.CRITICAL)

__all__ = ["ProgressBarsConfig", "gx", "gxe"]
