"""What the world is built to agree with; sources in `docs` and the catalogue's stated figures.

These numbers shape the rows. Whoever reports a figure counts the rows and never reads this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SEED = "thanh_hoa/1"
PROVINCE_CODE = "38"
# Before this day no unit is known, so everybody's service begins here.
BEGINS_ON = date(2019, 10, 6)
# The day the review conference was held; the programme is told as it stood then.
FOCUS_ON = date(2022, 6, 3)

PAYROLL = 7_613
PROGRAMME = 2_570
PER_COMMUNE = 5
PER_TOWNSHIP = range(7, 12)
# A township this big gets a second deputy.
TWO_DEPUTIES_FROM = 8

# Article of June 2022: 5 waves, November 2019 to September 2020.
FIRST_UNITS, FIRST_OFFICERS, FIRST_HEADS = 60, 253, 122
BOTH_UNITS, BOTH_OFFICERS = 112, 542
LAST_OFFICERS = 1_140
# The scheme of 25-10-2019: its second phase as it was planned; 575 in 109 units together with the first.
APPROVED_ON = date(2019, 10, 25)
# The day of the data it was planned from, ours.
PLANNED_ON = date(2019, 10, 14)
PLANNED_SECOND_UNITS, PLANNED_SECOND_OFFICERS = 49, 322
# The day the second phase was planned anew, ours; the day of Decision 3947.
AMENDED_ON, DRAWN_FORWARD_ON = date(2019, 11, 15), date(2020, 9, 18)
# Decision 3947 moved deputies and officers of this many communes from the year 2021 to the last wave.
DEFERRED_UNITS = 124
# The wave of 2021 that was planned and never came.
DEFERRED_WAVE, DEFERRED_STARTS_ON = 6, date(2021, 1, 4)


@dataclass(frozen=True, slots=True)
class WavePlan:
    """A wave with its days and what sources say of it."""

    number: int
    name: str
    starts_on: date
    ends_on: date
    note: str


WAVES = (
    WavePlan(1, "Đợt 1, mùa thu 2019", date(2019, 11, 1), date(2019, 11, 15),
             "Đề án phê duyệt 25-10-2019: 253 người, 60 đơn vị, 122 trưởng và phó. Người và số quyết định là mô phỏng."),
    WavePlan(2, "Đợt 2, cuối năm 2019", date(2019, 11, 25), date(2019, 12, 20),
             "Kế hoạch 322 người, 49 đơn vị; cả năm 2019 báo chí nêu 542 người, 112 đơn vị, thế giới này theo số đã làm."),
    WavePlan(3, "Đợt 3, tháng 3-2020: bổ nhiệm trưởng", date(2020, 3, 28), date(2020, 3, 30),
             "Công bố 413 trưởng; 26 đơn vị trong đó về sau thành phường (16 ngày 1-6-2020, 10 ngày 1-2-2021), "
             "thế giới này bỏ ra ngoài, còn 387."),
    WavePlan(4, "Đợt 4, mùa hè 2020", date(2020, 7, 1), date(2020, 7, 15),
             "Không nguồn nào mô tả; số người là phần còn lại của tổng đã công bố. Ngày là mô phỏng."),
    WavePlan(5, "Đợt 5, tháng 9-2020", date(2020, 9, 29), date(2020, 9, 30),
             "Công bố 1.140 người về 481 đơn vị; theo Quyết định 3947/QĐ-UBND gồm 124 xã chuyển từ năm 2021."),
)  # fmt: skip
