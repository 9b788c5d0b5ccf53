"""Admission: what the scheme and the cycle ask of the input tables, all problems at once.

The room's door: ``from pay_linkage.admission import admitted, admission_problems, Inputs`` with
``admitted(scheme, cycle, inputs) -> Inputs`` (raises ``contracts.problem.Refused``).
"""

from pay_linkage.admission.inputs import Inputs

__all__ = ["Inputs"]
