"""A file's faults, gathered so that all are told at once; only the first ones are kept, so memory stays flat."""

from __future__ import annotations

from dataclasses import dataclass, field

from binhyen.kernel.errors import N_, Invalid, RowProblem

CAP = 200
SHOWN = 80


@dataclass(slots=True)
class Faults:
    """Faults of one file, in the order found.

    Attributes:
        cap: how many are kept; the rest are only counted.
    """

    file: str
    cap: int = CAP
    kept: list[RowProblem] = field(default_factory=list)
    count: int = 0

    def add(self, row: int | None, column: str | None, value: str, message: str) -> None:
        """Note one fault; `message` says what to do and is already filled in."""
        self.count += 1
        if len(self.kept) < self.cap:
            self.kept.append(RowProblem(row, column, value[:SHOWN], message))

    def __bool__(self) -> bool:
        return self.count > 0

    def error(self) -> Invalid:
        """All the faults as one refusal."""
        rows = list(self.kept)
        if self.count > len(rows):
            rows.append(RowProblem(None, None, "", f"và {self.count - len(rows)} lỗi nữa"))
        return Invalid(
            N_("Tệp {file} có {count} lỗi; chưa ghi gì. Sửa rồi nạp lại cả tệp."),
            kind="file-faults",
            rows=rows,
            file=self.file,
            count=self.count,
        )

    def raise_if_any(self) -> None:
        """Raises: Invalid: at least one fault was noted."""
        if self:
            raise self.error()
