"""The shape of `catalogue/deployment.yaml`: what a scenario starts from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from binhyen.kernel.entries import Code, Entry, Labelled, Source, Text

Permille = Annotated[int, Field(ge=0, le=1000)]
PostName = Literal["chief", "deputy", "officer"]


class DistanceWeights(Entry):
    """Points for the way from home."""

    detour: float = Field(ge=1, le=3)
    w_dist: int = Field(ge=0)
    far_hm: int = Field(ge=0)
    w_far: int = Field(ge=0)


class MatchWeights(Entry):
    """Points for rank, years and wanted skills."""

    want_rank: dict[PostName, int]
    rank_under: int = Field(ge=0)
    max_rank: dict[PostName, int]
    rank_over: int = Field(ge=0)
    want_years: dict[PostName, int]
    years_under: int = Field(ge=0)
    want_miss: int = Field(ge=0)


class WaitWeights(Entry):
    """Points per post and wave of waiting, by complexity 1 to 5."""

    per_post: Annotated[tuple[int, ...], Field(min_length=5, max_length=5)]


class DonorWeights(Entry):
    """Thresholds of disruption and points per officer above each."""

    thr_permille: tuple[Permille, ...]
    slope: tuple[int, ...]


class HardRules(Entry):
    """Rules that are kept or not, without a weight."""

    forbid_home: tuple[PostName, ...]
    one_wave_per_unit: bool


class WeightsEntry(Entry):
    """The groups of rules.toml, format 1."""

    distance: DistanceWeights
    match: MatchWeights
    wait: WaitWeights
    donor: DonorWeights
    hard: HardRules


class DeploymentDefaults(Labelled):
    """What a scenario starts from; the planner changes any of it per plan."""

    size_measure: Code = Field(description="Chỉ tiêu mà định mức quân số đọc ở vế trái")
    two_deputies_from: int = Field(ge=3, description="Từ số vị trí này có hai phó trưởng")
    waves: int = Field(ge=1, le=20)
    days_between_waves: int = Field(ge=1, le=400)
    wave_slack_permille: int = Field(ge=1000, description="Sức chứa mỗi đợt so với chia đều")
    donor_kinds: tuple[Literal["department", "district"], ...] = Field(min_length=1)
    base: Literal["home", "seat"] = Field(description="Quãng đường tính từ quê hay từ trụ sở")
    cap_permille: Permille
    wave_cap_permille: Permille
    keep_permille: dict[str, Permille]
    min_party: int = Field(ge=0)
    needs: dict[str, int]
    complexity: int = Field(ge=1, le=5)
    term_years: int = Field(ge=1, le=10, description="Nhiệm kỳ trưởng, phó")
    answer_working_days: int = Field(ge=1, le=60, description="Hạn trả lời hiệp y, ngày làm việc")
    warn_months: int = Field(ge=1, le=36, description="Báo trước nhiệm kỳ, chứng chỉ sắp hết")
    staffing_norms: tuple[Code, ...] = Field(description="Định mức dùng để báo thiếu người")
    weights: WeightsEntry
    explain: Text
    source: Source
