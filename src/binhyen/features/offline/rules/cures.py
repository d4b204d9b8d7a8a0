"""What a person can do about a refusal: an entry that is not taken stays in the queue with these words."""

from __future__ import annotations

from typing import Any

from binhyen.features.offline.types import Answer, Fate
from binhyen.kernel.errors import N_, DomainError

GENERAL = N_("Mở bản nhập trong hàng chờ, sửa theo lý do trên rồi gửi lại.")
CURES = {
    "locked": N_("Giữ bản nhập trong hàng chờ; đề nghị cấp trên mở khóa kỳ rồi bấm “Gửi lại”."),
    "form-changed": N_(
        "Mẫu đã thay đổi: bấm “Lấy dữ liệu mới”, mở bản nhập, đối chiếu với mẫu mới rồi gửi lại."
    ),
    "refused": N_(
        "Tài khoản không còn quyền nhập cho đơn vị này: xuất gói báo cáo hoặc nhờ người có quyền nhập."
    ),
    "device-revoked": N_("Máy đã bị thu hồi: đăng ký lại máy này khi có mạng rồi gửi lại."),
    "not-found": N_("Bấm “Lấy dữ liệu mới” để có mẫu và danh bạ hiện hành, rồi nhập lại."),
    "built-on-another": N_("Mở bản nhập, so với số trên máy chủ rồi gửi lại."),
}


def refusal_facts(fault: DomainError) -> dict[str, Any]:
    """A refusal as it is kept with the entry: its template too, so that it can be told in another language later."""
    return {
        "kind": fault.code,
        "template": fault.template,
        "details": {name: str(value) for name, value in fault.details.items()},
        "message": str(fault),
        "cure": CURES.get(fault.code, GENERAL),
        "rows": [
            {"column": row.column, "value": row.value, "message": row.message}
            for row in fault.rows[:50]
        ],
    }


def refused(entry_key: Any, fault: DomainError) -> Answer:
    """The answer to an entry that is not taken."""
    return Answer(entry_key, Fate.REFUSED, {"refusal": refusal_facts(fault)})
