"""What contradicts itself in a problem, told all at once."""

from __future__ import annotations

from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.solver.deployment.problem import Problem


def refuse_contradictions(problem: Problem) -> None:
    """Raise `Invalid` with one row per fault, or do nothing."""
    donors = {donor.id for donor in problem.donors}
    rows = [
        RowProblem(None, "donor_id", officer.donor, f"{officer.id}: không có đơn vị cử {officer.donor}.")
        for officer in problem.candidates
        if officer.donor not in donors
    ]
    if rows:
        raise Invalid(N_("Bài toán điều động có {count} chỗ mâu thuẫn."), rows=rows, count=len(rows))
