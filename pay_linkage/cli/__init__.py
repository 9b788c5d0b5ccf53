"""The command line ``pay-linkage``: reads arguments, calls the rooms, shows what came out in the user's language.

Exit status: 0 done · 1 a defect of ours · 2 input or request refused · 3 store or ledger cannot be used · 130 stopped.
"""

from pay_linkage.cli.main import main

__all__ = ["main"]
