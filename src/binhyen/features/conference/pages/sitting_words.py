"""Words that the pages of a sitting show, for the server's rendering and for the browser's."""

from __future__ import annotations

from django.utils.translation import gettext as _


def choice_words() -> dict[str, str]:
    """The usual choices of a vote; others are shown as the desk wrote them."""
    return {"for": _("Tán thành"), "against": _("Không tán thành"), "abstain": _("Không có ý kiến")}


def stage_words() -> dict[str, str]:
    """Stages of a sitting."""
    return {"waiting": _("Chờ khai mạc"), "sitting": _("Đang họp"), "closed": _("Đã bế mạc")}


def page_words() -> dict[str, object]:
    """Everything the browser's rendering says."""
    return {
        "stages": stage_words(),
        "choices": choice_words(),
        "lines": {
            "on": _("Đang nối"),
            "asking": _("Đường truyền yếu: hỏi lại mỗi 4 giây"),
            "off": _("Mất kết nối, đang nối lại…"),
            "refused": _("Không còn được nghe phiên họp này"),
        },
        "recording": _("Đang ghi âm, ghi hình"),
        "points_here": _("Đang nối"),
        "no_item": _("Chưa vào mục nào của chương trình."),
        "no_slide": _("Chưa chiếu trang nào."),
        "live_at": _("Số liệu lúc"),
        "frozen_at": _("Số liệu chốt lúc"),
        "reported": _("đã báo cáo"),
        "drill": _("Mở đến địa bàn của điểm cầu này"),
        "unit": _("Đơn vị"),
        "value": _("Giá trị"),
        "total": _("Toàn địa bàn"),
        "more": _("Số dòng không hiện"),
        "nobody_speaks": _("Chưa ai phát biểu."),
        "next": _("Tiếp theo:"),
        "you_speak": _("Mời đồng chí phát biểu"),
        "end_speech": _("Kết thúc phát biểu"),
        "your_place": _("Thứ tự phát biểu của đồng chí"),
        "hand_is_up": _("Đã giơ tay, chờ chủ trì mời."),
        "hand_down": _("Hạ tay"),
        "hand_up": _("Giơ tay xin phát biểu"),
        "present": _("Có mặt"),
        "answer_roll": _("Báo có mặt"),
        "no_vote": _("Chưa có biểu quyết."),
        "vote_open": _("Đang biểu quyết"),
        "vote_closed": _("Đã đóng biểu quyết"),
        "cast": _("số phiếu"),
        "no_chat": _("Chưa có tin nào."),
        "not_sent": _("Chưa gửi được: đường truyền đang mất. Hãy thử lại."),
    }
