"""The command line ``pay-linkage``: reads arguments, calls the rooms, shows what came out in the user's language.

Exit status: 0 done · 1 a defect of ours · 2 the input or the request is refused · 3 the store or the ledger cannot be used.
"""

from pay_linkage.cli.main import main

__all__ = ["main"]
