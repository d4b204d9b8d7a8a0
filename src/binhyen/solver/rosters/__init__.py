"""Who is on duty when at a station: problem → model → roster → result, with a checker that trusts nobody."""
