"""The waves as staffing makes them: planned, consulted, re-planned, approved, decided, handed over.

Nothing here says who goes where: that is the planner's. The world knows what was to be filled when (`scenario`), and on
which days of 2019 and 2020 offices acted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from binhyen.engines.people.api import NewWave, open_wave
from binhyen.engines.units.api import structure
from binhyen.features.staffing.api import (
    Answer,
    Consultation,
    Plan,
    Settings,
    Step,
    answer_consultation,
    approve_plan,
    consultation_lines,
    consultations,
    draft_plan,
    hand_over,
    issue_decisions,
    propose_plan,
    release_all,
    replan_plan,
    solve_plan,
    step_of,
    withdraw_plan,
)
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, RuleBroken
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa import offices
from binhyen.worlds.thanh_hoa.facts import (
    AMENDED_ON,
    APPROVED_ON,
    DRAWN_FORWARD_ON,
    PLANNED_ON,
    SEED,
    WAVES,
    WavePlan,
)
from binhyen.worlds.thanh_hoa.offices import at_work
from binhyen.worlds.thanh_hoa.openings import Reading
from binhyen.worlds.thanh_hoa.places import Ground
from binhyen.worlds.thanh_hoa.scenario import scenario

Progress = Callable[[str], None]

# Proven distance from the best plan that is good enough for a world that has to load in a minute.
GAP = 0.005
ANSWERED_ON = date(2019, 10, 21)
DAYS_TO_APPROVE, DAYS_BEFORE_WAVE = 3, 4
# The first decisions were handed out district by district; later ones have one list for the province.
BY_DISTRICT = (1,)
LETTER = "MP-HY{number:03d}"
REFUSALS = 9
WHY_NOT = (
    "đang thụ lý vụ án trọng điểm, chưa bàn giao được hồ sơ",
    "đang học lớp bồi dưỡng dài hạn",
    "đội nghiệp vụ không còn người thay",
    "đang biệt phái làm nhiệm vụ chuyên án",
)
NAME = "Đề án bố trí công an chính quy 2019–2020"
AMENDED = "Đợt 2 bổ sung ba xã, lùi phần còn thiếu sang năm 2020"
DRAWN_FORWARD = "Quyết định 3947/QĐ-UBND: 124 xã chuyển từ năm 2021 sang quý III-2020"


def deploy(actor: Actor, ground: Ground, progress: Progress) -> dict[str, int]:
    """All five waves, from the first plan to the last handover; answers how many plans and decisions were made."""
    story = _Story(actor, ground, progress)
    story.open_waves()
    plan = story.first_plan()
    plan = story.after_refusals(plan)
    story.send(plan, WAVES[0])
    plan = story.amend(plan)
    for wave in WAVES[1:4]:
        story.send(plan, wave)
    plan = story.draw_forward(plan)
    story.send(plan, WAVES[4])
    return {"waves": len(WAVES), "plans": story.plans, "decisions": story.decisions}


class _Story:
    """The offices at work, one step after the other."""

    def __init__(self, actor: Actor, ground: Ground, progress: Progress) -> None:
        self._actor, self._ground, self._say = actor, ground, progress
        self._id = ground.province.id
        self._planner, self._leader = offices.planner(self._id), offices.leader(self._id)
        self.plans = self.decisions = 0

    def open_waves(self) -> None:
        """Each with what sources say of it; the decision is ours."""
        for wave in WAVES:
            decision = f"MP-Đ{wave.number}/QĐ-CAT"
            opened = NewWave(
                wave.number, wave.name, wave.starts_on, wave.ends_on, decision, wave.note, synthetic=True
            )  # fmt: skip
            open_wave(self._actor, province_id=self._id, wave=opened)

    def first_plan(self) -> Plan:
        """Planned from the data of a day in October 2019, proven, and put to the donors."""
        self._say(f"Phương án: {NAME}")
        with at_work(PLANNED_ON):
            settings = scenario(self._ground, "planned")
            plan = draft_plan(
                self._planner, under_id=self._id, name=NAME, on=PLANNED_ON, settings=settings
            )
            solve_plan(self._planner, plan_id=plan.pk, max_gap=GAP, time_limit=None)
            self._propose(plan, PLANNED_ON)
        return plan

    def after_refusals(self, plan: Plan) -> Plan:
        """A few donors say no; whoever they keep is replaced, everybody else stays in the plan, and it is approved."""
        self._say("Hiệp y với đơn vị cử, điều chỉnh theo trả lời")
        with at_work(ANSWERED_ON):
            self._answer(plan, refusals=REFUSALS)
            reason = f"Thay {REFUSALS} người đơn vị cử chưa cho đi"
            mended = self._replan(plan, f"{NAME}, sau hiệp y", reason, ANSWERED_ON)
            withdraw_plan(self._planner, plan_id=plan.pk, reason=f"Thay bằng “{mended.name}”")
        return self._approved(mended, ANSWERED_ON, APPROVED_ON, "Phê duyệt đề án hai giai đoạn")

    def amend(self, plan: Plan) -> Plan:
        """The second wave as it became."""
        return self._changed(plan, "amended", AMENDED, AMENDED_ON)

    def draw_forward(self, plan: Plan) -> Plan:
        """What was left for 2021 is done in September 2020."""
        return self._changed(plan, "become", DRAWN_FORWARD, DRAWN_FORWARD_ON)

    def send(self, plan: Plan, wave: WavePlan) -> None:
        """The wave's decisions with their lists, then the handover on its first day."""
        self._say(wave.name)
        issued = wave.starts_on - timedelta(days=DAYS_BEFORE_WAVE)
        with at_work(issued):
            made = issue_decisions(
                self._leader,
                plan_id=plan.pk,
                wave=wave.number,
                issued_on=issued,
                effective_on=wave.starts_on,
                per="district" if wave.number in BY_DISTRICT else "province",
            )
            self.decisions += len(made)
        with at_work(wave.starts_on):
            hand_over(self._leader, plan_id=plan.pk, wave=wave.number, on=wave.starts_on)

    def _changed(self, plan: Plan, reading: Reading, reason: str, on: date) -> Plan:
        self._say(reason)
        with at_work(on):
            settings = scenario(self._ground, reading)
            name = f"{NAME}, điều chỉnh {on:%-d-%-m-%Y}"
            mended = self._replan(plan, name, reason, on, settings)
        return self._approved(mended, on, on + timedelta(days=DAYS_TO_APPROVE), reason)

    def _replan(
        self, plan: Plan, name: str, reason: str, on: date, settings: Settings | None = None
    ) -> Plan:
        mended = replan_plan(
            self._planner, plan_id=plan.pk, name=name, reason=reason, on=on, settings=settings
        )
        if step_of(mended) is not Step.SOLVED:
            raise RuleBroken(N_("Phương án “{name}” không điều chỉnh được."), name=plan.name)
        self._propose(mended, on)
        return mended

    def _approved(self, plan: Plan, answered_on: date, on: date, said: str) -> Plan:
        """Donors newly asked let everybody go; the leader approves."""
        with at_work(answered_on):
            self._answer(plan)
        with at_work(on):
            return approve_plan(self._leader, plan_id=plan.pk, note=said)

    def _propose(self, plan: Plan, on: date) -> None:
        propose_plan(self._planner, plan_id=plan.pk, asked_on=on)
        self.plans += 1

    def _answer(self, plan: Plan, *, refusals: int = 0) -> None:
        """Every donor asked answers; so many of them keep one officer."""
        asked = sorted(consultations(self._planner, plan=plan), key=lambda one: one.donor_id)
        random = chance(SEED, "refusals")
        keeping = {one.pk for one in random.sample(asked, refusals)}
        for number, one in enumerate(asked, 1):
            donor = self._office_of(one)
            if one.pk in keeping:
                lines = sorted(consultation_lines(donor, one), key=lambda line: line.officer_code)
                kept = Answer(
                    random.choice(lines).line_id, released=False, reason=random.choice(WHY_NOT)
                )
                answer_consultation(donor, consultation_id=one.pk, answers=[kept])
            release_all(donor, consultation_id=one.pk, letter=LETTER.format(number=number))

    def _office_of(self, asked: Consultation) -> Actor:
        body = asked.donor
        name = body.name or f"Công an {structure(PLANNED_ON).get(body.unit_id).full_name}"
        return offices.donor(name, body.kind, body.unit_id)
