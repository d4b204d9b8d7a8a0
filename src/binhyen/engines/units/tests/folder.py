"""A small fictional country as the five files: province An Phước with a past, province Bình Hải beside it.

2020-01-01 everything begins; 2022-01-01 commune Đá Bạc merges into Suối Mơ; 2023-01-01 Tân Lập is divided
3:1 and Hòa Sơn divided without figures; 2025-07-01 the districts end and all communes begin anew.
"""

from __future__ import annotations

from pathlib import Path

UNITS = """unit_id,level,code,type,name,parent_id,valid_from,valid_to,from_doc,from_cert
P01,1,01,tỉnh,An Phước,,2020-01-01,,,le
P02,1,02,tỉnh,Bình Hải,,2020-01-01,,,le
D001,2,001,huyện,Thượng Ngàn,P01,2020-01-01,2025-07-01,,le
D002,2,002,thị xã,Hạ Lưu,P01,2020-01-01,2025-07-01,,le
C00001,3,00001,xã,Suối Mơ,D001,2020-01-01,2022-01-01,,le
C00001,3,00001,thị trấn,Suối Mơ,D001,2022-01-01,2025-07-01,1/NQ,exact
C00002,3,00002,xã,Đá Bạc,D001,2020-01-01,2022-01-01,,le
C00003,3,00003,xã,Tân Lập,D001,2020-01-01,2023-01-01,,le
C00004,3,00004,xã,Hòa Sơn,D002,2020-01-01,2023-01-01,,le
C00005,3,00005,phường,Bến Cát,D002,2020-01-01,2025-07-01,,le
C00006,3,00006,xã,Suối Mơ,D002,2020-01-01,2025-07-01,,le
C00001b,3,00001,xã,Ngàn Xanh,P01,2025-07-01,,2/NQ,exact
C00005b,3,00005,phường,Bến Cát,P01,2025-07-01,,2/NQ,exact
"""
SUCCESSION = """old_unit,new_unit,date,kind,part,share,main,doc,src
C00002,C00001,2022-01-01,merge,all,1,1,1/NQ,law
C00003,C00001,2023-01-01,split,part,0.75,1,,law
C00003,C00006,2023-01-01,split,part,0.25,0,,law
C00004,C00005,2023-01-01,split,rest,,1,,law
C00004,C00006,2023-01-01,split,part,,0,,law
C00001,C00001b,2025-07-01,merge,all,1,1,2/NQ,law
C00006,C00001b,2025-07-01,merge,all,1,1,2/NQ,law
C00005,C00005b,2025-07-01,continue,all,1,1,2/NQ,law
D001,P01,2025-07-01,abolish,all,1,1,2/NQ,law
D002,P01,2025-07-01,abolish,all,1,1,2/NQ,law
"""
NAMES = """unit_id,alt_name,kind
C00002,Đá Trắng,list
"""
GEO = """unit_id,lat,lon,coord_src,area_km2,population
C00001,20.5,105.25,map,12.34,5678
"""
DECISIONS = """in_force,province_code,document,certainty
2022-01-01,01,1/NQ,exact
"""

FILES = {
    "units.csv": UNITS,
    "succession.csv": SUCCESSION,
    "alt_names.csv": NAMES,
    "geo.csv": GEO,
    "decisions.csv": DECISIONS,
}


def write_folder(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """The five files, with a piece of text replaced in some: (file, old, new)."""
    texts = dict(FILES)
    for file, old, new in edits:
        assert old in texts[file], f"{old} is not in {file}"
        texts[file] = texts[file].replace(old, new)
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder
