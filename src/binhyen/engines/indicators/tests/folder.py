"""A small country and a small catalogue as files, both fictional.

2020-01-01 everything begins in provinces An Phước and Bình Hải; 2022-03-10 commune Đá Bạc merges into Suối Mơ within
the administrative month 2022-03; 2023-01-01 Tân Lập is divided 2:1 between two districts and Ao Sen is renamed;
2025-07-01 the districts end, two provinces become one.
"""

from __future__ import annotations

import shutil
from pathlib import Path

UNITS = {
    "units.csv": """unit_id,level,code,type,name,parent_id,valid_from,valid_to,from_doc,from_cert
P01,1,01,tỉnh,An Phước,,2020-01-01,2025-07-01,,le
P02,1,02,tỉnh,Bình Hải,,2020-01-01,2025-07-01,,le
P01b,1,01,tỉnh,An Bình,,2025-07-01,,3/NQ,exact
D001,2,001,huyện,Thượng Ngàn,P01,2020-01-01,2025-07-01,,le
D002,2,002,thị xã,Hạ Lưu,P01,2020-01-01,2025-07-01,,le
D003,2,003,huyện,Cửa Bể,P02,2020-01-01,2025-07-01,,le
C00001,3,00001,xã,Suối Mơ,D001,2020-01-01,2025-07-01,,le
C00002,3,00002,xã,Đá Bạc,D001,2020-01-01,2022-03-10,,le
C00003,3,00003,xã,Tân Lập,D001,2020-01-01,2023-01-01,,le
C00004,3,00004,phường,Bến Cát,D002,2020-01-01,2025-07-01,,le
C00005,3,00005,xã,Ao Sen,D002,2020-01-01,2023-01-01,,le
C00005,3,00005,xã,Đầm Sen,D002,2023-01-01,2025-07-01,2/NQ,exact
C00006,3,00006,xã,Mũi Gió,D003,2020-01-01,2025-07-01,,le
C00001b,3,00001,xã,Ngàn Xanh,P01b,2025-07-01,,3/NQ,exact
C00004b,3,00004,phường,Bến Cát,P01b,2025-07-01,,3/NQ,exact
C00006b,3,00006,xã,Mũi Gió,P01b,2025-07-01,,3/NQ,exact
""",
    "succession.csv": """old_unit,new_unit,date,kind,part,share,main,doc,src
C00002,C00001,2022-03-10,merge,all,1,1,1/NQ,law
C00003,C00001,2023-01-01,split,part,0.666667,1,2/NQ,law
C00003,C00005,2023-01-01,split,part,0.333333,0,2/NQ,law
C00001,C00001b,2025-07-01,merge,all,1,1,3/NQ,law
C00004,C00004b,2025-07-01,continue,all,1,1,3/NQ,law
C00005,C00004b,2025-07-01,merge,all,1,1,3/NQ,law
C00006,C00006b,2025-07-01,continue,all,1,1,3/NQ,law
D001,P01b,2025-07-01,abolish,all,1,1,3/NQ,law
D002,P01b,2025-07-01,abolish,all,1,1,3/NQ,law
D003,P01b,2025-07-01,abolish,all,1,1,3/NQ,law
P01,P01b,2025-07-01,merge,all,1,1,3/NQ,law
P02,P01b,2025-07-01,merge,all,1,1,3/NQ,law
""",
    "alt_names.csv": "unit_id,alt_name,kind\nC00002,Đá Trắng,list\n",
    "geo.csv": "unit_id,lat,lon,coord_src,area_km2,population\nC00001,20.5,105.25,map,12.34,5678\n",
    "decisions.csv": "in_force,province_code,document,certainty\n2022-03-10,01,1/NQ,exact\n",
}
SOURCE = "source: {certainty: R, text: Thử}"
CATALOGUE = {
    "calendars/admin.yaml": f"""code: admin
vi: Kỳ hành chính
en: Administrative
kind: months
month_start_day: 15
month_start_offset: -1
period_kinds: [month, quarter, half, nine_months, year]
explain: Thử
{SOURCE}
""",
    "calendars/calendar.yaml": f"""code: calendar
vi: Tháng dương lịch
en: Calendar months
kind: months
period_kinds: [month, quarter, half, nine_months, year]
explain: Thử
{SOURCE}
""",
    "breakdowns/sex.yaml": f"""code: sex
vi: Giới tính
en: Sex
options: [{{code: f, vi: Nữ, en: Female}}, {{code: m, vi: Nam, en: Male}}]
{SOURCE}
""",
    "elements/all.yaml": f"""elements:
  - {{code: crime.occurred, vi: Số vụ xảy ra, en: Cases, short: Xảy ra, unit: vụ, time: sum, {SOURCE}}}
  - {{code: crime.solved, vi: Số vụ làm rõ, en: Solved, short: Làm rõ, unit: vụ, time: sum, {SOURCE}}}
  - {{code: crime.persons, vi: Số đối tượng, en: Persons, short: Đối tượng, unit: người, time: sum, breakdown: sex, {SOURCE}}}
  - {{code: fines, vi: Tiền phạt, en: Fines, short: Phạt, unit: triệu đồng, decimals: 2, time: sum, {SOURCE}}}
  - {{code: wards, vi: Người đang quản lý, en: Supervised, short: Quản lý, unit: người, time: last, {SOURCE}}}
  - {{code: officers, vi: Cán bộ, en: Officers, short: Cán bộ, unit: người, time: last, origin: counted, counter: test.officers, {SOURCE}}}
  - {{code: uncounted, vi: Chưa đếm, en: Uncounted, short: Chưa, unit: người, time: last, origin: counted, counter: test.nobody, {SOURCE}}}
""",
    "indicators/clear_up.yaml": f"""code: clear_up
vi: Tỷ lệ làm rõ
en: Clear-up rate
short: Tỷ lệ
numerator: crime.solved
denominator: crime.occurred
factor: 100
unit: "%"
better: higher
explain: Thử
{SOURCE}
cases:
  - {{given: {{crime.solved: 51, crime.occurred: 61}}, expect: 83.6}}
  - {{given: {{crime.solved: 51, crime.occurred: 0}}, expect: null}}
""",
    "indicators/per_officer.yaml": f"""code: per_officer
vi: Vụ trên một cán bộ
en: Cases per officer
short: Vụ/cán bộ
numerator: crime.occurred
denominator: officers
unit: vụ
better: neutral
explain: Thử
{SOURCE}
cases:
  - {{given: {{crime.occurred: 6, officers: 3}}, expect: 2.0}}
  - {{given: {{crime.occurred: 6, officers: 0}}, expect: null}}
""",
    "indicators/all_solved.yaml": f"""code: solved_or_fined
vi: Làm rõ cộng đối tượng nữ
en: Solved plus women
short: Cộng
value: crime.solved + crime.persons[sex=f]
unit: vụ
better: neutral
missing: skip_all
explain: Thử
{SOURCE}
cases:
  - {{given: {{crime.solved: 6, "crime.persons[sex=f]": 3}}, expect: 9}}
  - {{given: {{crime.solved: null, "crime.persons[sex=f]": null}}, expect: null}}
""",
    "checks/solved.yaml": f"""code: solved_at_most_occurred
vi: Làm rõ không quá xảy ra
en: Solved at most occurred
left: crime.solved
operator: "<="
right: crime.occurred
severity: error
explain: Thử
advice: Kiểm tra lại số vụ.
{SOURCE}
""",
    "reports/monthly.yaml": f"""code: monthly
vi: Báo cáo tháng
en: Monthly report
calendar: admin
kind: month
reporters: [xã, phường, thị trấn, đặc khu]
elements: [crime.occurred, crime.solved, crime.persons, fines, wards]
deadlines: [{{level: 0, recipient: Bộ, working_days: 2}}]
approvers: [{{valid_from: 2019-01-01, level: 1}}]
outline: [I. Tình hình]
explain: Thử
{SOURCE}
""",
    "stated/all.yaml": f"""stated:
  - code: said.cases
    vi: Số vụ
    en: Cases
    measures: crime.occurred
    nature: outcome
    scope: "01"
    scope_level: 1
    population: programme
    value: 40
    unit: vụ
    as_of: 2022-05-14
    period_from: 2022-04-15
    {SOURCE}
""",
}


def write_units(folder: Path) -> Path:
    """The five files of the small country."""
    return _write(folder / "units", UNITS)


def write_catalogue(folder: Path, **changed: str) -> Path:
    """The small catalogue; `changed` replaces files by name ("elements" for elements/all.yaml) or drops them."""
    texts = {name: changed.get(name.partition("/")[0], text) for name, text in CATALOGUE.items()}
    return _write(folder / "catalogue", {name: text for name, text in texts.items() if text})


def _write(folder: Path, texts: dict[str, str]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
