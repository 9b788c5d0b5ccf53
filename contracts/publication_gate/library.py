"""Great Expectations, imported the way that it is wanted: silent, and sending nothing.

Its import warns of things that it uses itself; nobody here can mend them. It makes some 400,000 objects that all
stay: looking through them for garbage takes a tenth of the time. SciPy's distributions, a quarter of it, are for
expectations that nobody here has: they load where one asks for them.
"""

from __future__ import annotations

import gc
import importlib.util
import logging
import os
import sys
import warnings


def _load_when_asked(name: str) -> None:
    """Let a module's own code run at the first use of anything in it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None or name in sys.modules:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    package, _, own_name = name.rpartition(".")
    setattr(sys.modules[package], own_name, module)
    spec.loader.exec_module(module)


os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the library is imported

gc.disable()
_load_when_asked("scipy.stats")
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
