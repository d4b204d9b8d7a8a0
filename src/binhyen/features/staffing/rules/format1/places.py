"""Where answers may be written: told before any long work, so that no answer is lost for want of a place."""

from __future__ import annotations

import os
from pathlib import Path

from binhyen.features.staffing.rules.format1.tables import INSTANCE_FILES
from binhyen.kernel.errors import N_, Invalid, RowProblem


def refuse_places(folder: Path, inputs: list[Path], outputs: dict[str, Path | None]) -> None:
    """Raise unless every output can be written and none of them is an input.

    Args:
        folder: of the instance, whose own files are never written.
        inputs: other files that were read. outputs: option name → path, None where it was not given.

    Raises:
        Invalid: an input would be overwritten, two outputs are one, a folder is missing or may not be written.
    """
    taken = {path.resolve(): path.name for path in (*(folder / n for n in INSTANCE_FILES), *inputs)}
    rows = []
    for option, path in outputs.items():
        if path is None:
            continue
        fault = _fault(path, taken)
        if fault:
            rows.append(RowProblem(None, None, str(path), f"{option} {path}: {fault}"))
        taken[path.resolve()] = option
    if rows:
        raise Invalid(N_("Không ghi được kết quả vào chỗ đã chọn."), kind="bad-place", rows=rows)


def _fault(path: Path, taken: dict[Path, str]) -> str:
    if path.resolve() in taken:
        return f"sẽ ghi đè {taken[path.resolve()]}; hãy chọn tên khác."
    if path.is_dir():
        return "là thư mục; hãy ghi tên tệp."
    if not path.parent.is_dir():
        return "không có thư mục này; hãy tạo trước."
    if not os.access(path.parent, os.W_OK):
        return "không có quyền ghi ở đây; hãy chọn chỗ khác."
    return ""
