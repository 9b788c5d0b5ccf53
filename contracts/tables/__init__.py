"""The input tables of rulebook §10, the corrections of §8 and the result tables of §11, one file a table."""

from contracts.table import Table
from contracts.tables.assignments import ASSIGNMENTS
from contracts.tables.ballots import BALLOTS
from contracts.tables.component_scores import COMPONENT_SCORES
from contracts.tables.contests import CONTESTS
from contracts.tables.corrections import CORRECTIONS
from contracts.tables.events import EVENTS
from contracts.tables.indicator_scores import INDICATOR_SCORES
from contracts.tables.pay_lines import PAY_LINES
from contracts.tables.payroll import PAYROLL
from contracts.tables.people import PEOPLE
from contracts.tables.person_results import PERSON_RESULTS
from contracts.tables.pools import POOLS
from contracts.tables.quotas import QUOTAS
from contracts.tables.ratings import RATINGS
from contracts.tables.unit_results import UNIT_RESULTS
from contracts.tables.units import UNITS

INPUT_TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        UNITS,
        COMPONENT_SCORES,
        RATINGS,
        INDICATOR_SCORES,
        EVENTS,
        CONTESTS,
        BALLOTS,
        PEOPLE,
        ASSIGNMENTS,
        POOLS,
    )
}
READ_TABLES: dict[str, Table] = {**INPUT_TABLES, CORRECTIONS.name: CORRECTIONS}
"""Every table that somebody hands in."""
RESULT_TABLES: dict[str, Table] = {
    table.name: table for table in (UNIT_RESULTS, PERSON_RESULTS, PAY_LINES, PAYROLL, QUOTAS)
}

__all__ = ["CORRECTIONS", "INPUT_TABLES", "READ_TABLES", "RESULT_TABLES"]
