"""Admission: what the scheme and the cycle ask of the input tables, all problems at once.

The door is ``admitted``; it raises ``contracts.problem.Refused``. Stays out: reading files (intake) and what only the
calculation can tell, such as a tie that the scheme refuses.
"""

from pay_linkage.admission.admitted import admission_problems, admitted, refusals
from pay_linkage.admission.inputs import Inputs

__all__ = ["Inputs", "admission_problems", "admitted", "refusals"]
