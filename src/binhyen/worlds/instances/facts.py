"""What invented provinces look like: shares and sizes taken from the samples of Thanh Hóa, all of them synthetic."""

from __future__ import annotations

from typing import Final

# Posts: a commune has five; a township seven or eight, half each, as 225 officers in 30 townships are 7.5.
COMMUNE_SIZE: Final = 5
TOWNSHIP_SIZES: Final = (7, 8)
PARTY_CELL: Final = 3

# Complexity 1 to 5 in per mille of the units; the two highest need an investigator and open early.
COMPLEXITY_PERMILLE: Final = (300, 300, 208, 114, 78)
CRIMINAL_FROM: Final = 4
DEADLINES: Final = {4: 3, 5: 2}
LATE_START_PERMILLE: Final = 50
WANTED_FROM: Final = 3
WANTED: Final = ("criminal", "security", "drugs")

# 2,570 officers sent were 33.76 % of the payroll; a province of few communes has police all the same.
PAYROLL_PER_POST: Final = 7613 / 2570
PAYROLL_AT_LEAST: Final = 300
PAYROLL_PER_DISTRICT: Final = 25
DEPARTMENT_SHARE: Final = 0.35
DEPARTMENT_SIZE: Final = 66
DEPARTMENT_RANGE: Final = (0.4, 1.6)
DISTRICT_BASE: Final = 25
SEAT_FACTOR: Final = 2.0
CRIMINAL_DEPARTMENTS: Final = 2
CRIMINAL_DEPARTMENT_SHARE: Final = 0.7

# Officers by rank 1 to 8: how many per mille, years of service (mean, least, most), official Party members.
RANK_WEIGHTS: Final = (1043, 1647, 1710, 1184, 880, 487, 301, 361)
YEARS: Final = (
    (4, 1, 14),
    (7, 1, 16),
    (10, 2, 20),
    (14, 5, 23),
    (18, 11, 28),
    (22, 12, 32),
    (26, 16, 35),
    (32, 22, 36),
)
PARTY_SHARE: Final = (0.54, 0.63, 0.75, 0.87, 0.95, 0.96, 0.96, 0.96)
CHIEF_FROM_RANK: Final = 5
CHIEF_SHARE: Final = 0.715
DEPUTY_FROM_RANK: Final = 4
DEPUTY_SHARE: Final = 0.58
SKILLS: Final = {
    "admin": 0.27,
    "criminal": 0.21,
    "security": 0.205,
    "it": 0.145,
    "traffic": 0.133,
    "drugs": 0.083,
}
AVAILABLE_PERMILLE: Final = (937, 27, 22, 14)
EXCLUDED_PERMILLE: Final = {"health": 15, "study": 11}
RETIRES_FROM_YEARS: Final = 33
RETIRES_SHARE: Final = 0.75
FORBIDDEN_SHARE: Final = 0.25
NEAR_ONLY_SHARE: Final = 0.05
NEAR_ONLY_KM: Final = (15, 25, 40)
LIVES_AT_HOME_SHARE: Final = 0.5

# Languages of work in upland provinces, by the province's code of 2022: a skill of officers, a quota of communes.
# Which communes is invented: those of the two fifths of districts that lie farthest from the province's seat.
LANGUAGES: Final = {
    "02": ("lang_mong", "lang_tay"),
    "04": ("lang_mong", "lang_tay"),
    "06": ("lang_tay",),
    "08": ("lang_tay",),
    "10": ("lang_mong", "lang_dao"),
    "11": ("lang_mong", "lang_thai"),
    "12": ("lang_mong", "lang_thai"),
    "14": ("lang_mong", "lang_thai"),
    "15": ("lang_mong", "lang_tay"),
    "17": ("lang_muong",),
    "19": ("lang_tay",),
    "20": ("lang_tay",),
    "25": ("lang_muong",),
    "38": ("lang_mong", "lang_thai", "lang_muong"),
    "40": ("lang_mong", "lang_thai"),
    "62": ("lang_bana",),
    "64": ("lang_jarai", "lang_bana"),
    "66": ("lang_ede",),
    "67": ("lang_mnong",),
    "68": ("lang_coho",),
    "84": ("lang_khmer",),
    "89": ("lang_khmer",),
    "91": ("lang_khmer",),
    "94": ("lang_khmer",),
    "95": ("lang_khmer",),
}
FAR_SHARE: Final = 0.4
NEEDS_LANGUAGE_SHARE: Final = 0.8
WANTS_LANGUAGE_SHARE: Final = 0.65
SPEAKS_HERE_SHARE: Final = 0.26
SPEAKS_ELSEWHERE_SHARE: Final = 0.03

# Waves: their share of the posts, 75 days apart; each takes whole units, so capacities are multiples of five.
WAVE_SHARES: Final = (0.141, 0.206, 0.233, 0.233, 0.187)
WAVE_DAYS: Final = 75
CAPACITY_STEP: Final = 5
SMALL_PROVINCE_POSTS: Final = 400
