"""The figures of a run's fairness page: who gets which grade and pay, what quotas round away, what ties and the
scheme's options decide.

Belongs here: counts and comparisons, the latter by the chain itself under a changed scheme. Stays out: how they look
(``pay_linkage.report.fairness``).
"""
