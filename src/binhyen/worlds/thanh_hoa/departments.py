"""The provincial police's departments, by their general names, with a rough weight of size.

Names are those used by provincial police everywhere; that this province has exactly these, and how big they
are, is the world's invention.
"""

from __future__ import annotations

from binhyen.engines.units.api import establish_department
from binhyen.foundation.access.api import Actor
from binhyen.worlds.thanh_hoa.facts import BEGINS_ON

DEPARTMENTS: dict[str, int] = {
    "Phòng Tham mưu (PV01)": 5,
    "Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc (PV05)": 3,
    "Phòng Hồ sơ (PV06)": 4,
    "Phòng Tổ chức cán bộ (PX01)": 4,
    "Phòng Công tác đảng và công tác chính trị (PX03)": 3,
    "Phòng Thanh tra (PX05)": 2,
    "Phòng Hậu cần (PH10)": 5,
    "Phòng An ninh đối ngoại (PA01)": 3,
    "Phòng An ninh đối nội (PA02)": 4,
    "Phòng An ninh chính trị nội bộ (PA03)": 4,
    "Phòng An ninh kinh tế (PA04)": 4,
    "Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao (PA05)": 4,
    "Phòng Quản lý xuất nhập cảnh (PA08)": 3,
    "Phòng An ninh điều tra (PA09)": 3,
    "Văn phòng Cơ quan Cảnh sát điều tra (PC01)": 4,
    "Phòng Cảnh sát hình sự (PC02)": 7,
    "Phòng Cảnh sát kinh tế (PC03)": 4,
    "Phòng Cảnh sát điều tra tội phạm về ma túy (PC04)": 6,
    "Phòng Cảnh sát phòng, chống tội phạm về môi trường (PC05)": 3,
    "Phòng Cảnh sát quản lý hành chính về trật tự xã hội (PC06)": 6,
    "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ (PC07)": 12,
    "Phòng Cảnh sát giao thông (PC08)": 12,
    "Phòng Kỹ thuật hình sự (PC09)": 3,
    "Phòng Cảnh sát thi hành án hình sự và hỗ trợ tư pháp (PC10)": 5,
    "Trại tạm giam": 7,
    "Phòng Cảnh sát cơ động (PK02)": 12,
}


def set_up_departments(actor: Actor, province_id: int) -> None:
    """Establish the departments in the province."""
    for name in DEPARTMENTS:
        establish_department(actor, unit_id=province_id, name=name, on=BEGINS_ON)
