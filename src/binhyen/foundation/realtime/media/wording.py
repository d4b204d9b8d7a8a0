"""What the browser says about sound and picture, in the reader's language; `{…}` are filled there."""

from __future__ import annotations

from django.utils.translation import gettext as _


def texts() -> dict[str, str]:
    """Texts by the codes that `frontend/conference/media*.js` uses."""
    return {
        "level.video": _("Hình và tiếng"),
        "level.audio": _("Chỉ có tiếng"),
        "level.slides": _("Chỉ có trang chiếu"),
        "level.text": _("Chỉ có chữ"),
        "why.start": _("Bắt đầu với mức cao nhất được phép."),
        "why.loss": _("Đường truyền mất {loss} % gói tin."),
        "why.slow": _("Đường truyền chỉ còn {kbits} kbit/s."),
        "why.late": _("Tín hiệu đi về mất {rtt} ms."),
        "why.cut": _("Mất kết nối hình và tiếng."),
        "why.better": _("Đường truyền đã tốt trở lại."),
        "why.choice": _("Bạn đã chọn mức này."),
        "why.none": _("Bản cài này không truyền hình và tiếng."),
        "why.full": _("Đã đủ {count} người phát hình và tiếng."),
        "why.viewer": _("Bạn theo dõi qua trang chiếu; hãy giơ tay khi muốn phát biểu."),
        "why.devices": _("Không mở được camera hay micrô."),
        "why.server": _("Máy chủ hội nghị không trả lời; trang đang thử lại."),
        "why.kicked": _("Chủ trì đã mời bạn ra khỏi phòng họp trực tuyến."),
        "why.closed": _("Phòng họp trực tuyến đã đóng."),
        "recording": _("Đang ghi hình, ghi tiếng"),
        "muted": _("Chủ trì đã tắt tiếng của bạn"),
        "self": _("Bạn"),
        "microphone": _("Micrô"),
        "camera": _("Camera"),
        "unmute": _("Bật tiếng phòng họp"),
        "level": _("Mức đường truyền"),
        "automatic": _("Tự động"),
    }
