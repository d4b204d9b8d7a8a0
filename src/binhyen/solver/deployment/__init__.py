"""Who goes where, in which post and wave: problem → model → plan → result, with a checker that trusts nobody."""
