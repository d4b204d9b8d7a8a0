"""Words the browser's side of the grid says, in the reader's language; scripts hold none of their own."""

from __future__ import annotations

from django.utils.translation import gettext as _


def script_texts() -> dict[str, str]:
    """By the key the scripts use; `{0}` is filled in there."""
    return {
        "saved": _("Đã tự lưu lúc {0}"),
        "saving": _("Đang lưu…"),
        "unsaved": _("Chưa lưu"),
        "offline": _("Không có mạng: số vừa nhập còn trên trang này, sẽ lưu khi có mạng"),
        "refused": _("Chưa lưu được: {0}"),
        "clash": _("{0} đã sửa báo cáo này trong lúc bạn nhập. Hãy chọn số đúng cho từng ô."),
        "mine": _("Của bạn: {0}"),
        "theirs": _("Đang lưu: {0}"),
        "empty": _("để trống"),
        "number": _("Không phải là số: hãy ghi như 1.234,5."),
        "whole": _("Phải là số nguyên."),
        "decimals": _("Có quá nhiều chữ số thập phân."),
        "two-readings": _("Đọc được hai cách: hãy ghi rõ phần thập phân."),
        "negative": _("Phải từ 0 trở lên."),
        "digits": _("Số quá lớn: hãy kiểm tra đơn vị tính."),
        "error": _("Không khớp"),
        "warning": _("Cần giải trình"),
        "filled": _("{0} trên {1} ô đã có số"),
        "faults": _("{0} chỗ cần xem lại"),
        "pasted": _("Đã dán {0} ô"),
        "somebody": _("Người khác"),
    }
