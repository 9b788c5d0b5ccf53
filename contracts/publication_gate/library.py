"""Great Expectations, imported the way that it is wanted: silent, and sending nothing.

Its import warns of things that it uses itself; nobody here can mend them. It makes some 400,000 objects that all
stay: looking through them for garbage takes a tenth of the time.
"""

from __future__ import annotations

import gc
import logging
import os
import warnings

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the library is imported

gc.disable()
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import great_expectations as gx
    import great_expectations.expectations as gxe
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.execution_engine import PandasExecutionEngine
    from great_expectations.validator.validator import Validator

gc.enable()
gc.freeze()

logging.getLogger("great_expectations").setLevel(logging.CRITICAL)

__all__ = ["PandasExecutionEngine", "ProgressBarsConfig", "Validator", "gx", "gxe"]
