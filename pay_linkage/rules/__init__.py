"""The regulation: one short file a step, named by its noun. Pure: frames and scheme in, frames out (rulebook §§2-7).

Belongs here: what the rulebook says, in its order. Stays out: files, clocks, the environment, and the chain that joins
the steps (``pay_linkage.chain``). Rules do not import each other.
"""
