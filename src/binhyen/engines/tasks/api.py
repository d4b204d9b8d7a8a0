"""The public surface of tasks: register a directive, give tasks, follow them, count them."""

from __future__ import annotations

from binhyen.engines.tasks.commands.calendars import make_feed, revoke_feed
from binhyen.engines.tasks.commands.evidence import MOST_BYTES as MOST_FILE_BYTES
from binhyen.engines.tasks.commands.following import follow_successions
from binhyen.engines.tasks.commands.giving import give_tasks
from binhyen.engines.tasks.commands.matters import link_matter, measure, raise_matter
from binhyen.engines.tasks.commands.noticing import remind
from binhyen.engines.tasks.commands.registering import register_directive
from binhyen.engines.tasks.commands.stepping import (
    accept_task,
    acknowledge,
    answer_extension,
    ask_extension,
    note_progress,
    reopen_task,
    report_done,
    return_task,
)
from binhyen.engines.tasks.commands.withdrawing import withdraw_order
from binhyen.engines.tasks.models import (
    Directive,
    DirectiveClause,
    Matter,
    Measurement,
    Task,
    TaskFile,
    TaskOrder,
    TaskStep,
)
from binhyen.engines.tasks.queries.boards import board
from binhyen.engines.tasks.queries.calendars import calendar_of, feeds_of
from binhyen.engines.tasks.queries.defaults import near_until
from binhyen.engines.tasks.queries.digests import digest, digest_days, digest_line
from binhyen.engines.tasks.queries.evidence import (
    evidence_content,
    evidence_file,
    evidence_of,
)
from binhyen.engines.tasks.queries.lateness import late_tasks
from binhyen.engines.tasks.queries.matters import (
    chain,
    figure,
    matter_of,
    matters,
    proposals,
    register_proposer,
)
from binhyen.engines.tasks.queries.measuring import Measured, is_measurable, measured
from binhyen.engines.tasks.queries.previewing import preview_order
from binhyen.engines.tasks.queries.reading import (
    directive_content,
    directive_of,
    directives,
    task_of,
    tasks_of,
)
from binhyen.engines.tasks.queries.recipients import recipients
from binhyen.engines.tasks.rules.deadlines import level_deadlines
from binhyen.engines.tasks.rules.states import Dates, state_of
from binhyen.engines.tasks.types import (
    Board,
    BoardQuery,
    BoardRow,
    Cause,
    Chain,
    DigestLine,
    GivenTasks,
    LateTask,
    LinkKind,
    NewClause,
    NewDirective,
    NewFile,
    NewMatter,
    NewOrder,
    OrderPreview,
    Outcome,
    Proposal,
    Reading,
    Recipients,
    Reminded,
    Secrecy,
    State,
    Station,
    StepKind,
)

__all__ = [
    "MOST_FILE_BYTES",
    "Board",
    "BoardQuery",
    "BoardRow",
    "Cause",
    "Chain",
    "Dates",
    "DigestLine",
    "Directive",
    "DirectiveClause",
    "GivenTasks",
    "LateTask",
    "LinkKind",
    "Matter",
    "Measured",
    "Measurement",
    "NewClause",
    "NewDirective",
    "NewFile",
    "NewMatter",
    "NewOrder",
    "OrderPreview",
    "Outcome",
    "Proposal",
    "Reading",
    "Recipients",
    "Reminded",
    "Secrecy",
    "State",
    "Station",
    "StepKind",
    "Task",
    "TaskFile",
    "TaskOrder",
    "TaskStep",
    "accept_task",
    "acknowledge",
    "answer_extension",
    "ask_extension",
    "board",
    "calendar_of",
    "chain",
    "digest",
    "digest_days",
    "digest_line",
    "directive_content",
    "directive_of",
    "directives",
    "evidence_content",
    "evidence_file",
    "evidence_of",
    "feeds_of",
    "figure",
    "follow_successions",
    "give_tasks",
    "is_measurable",
    "late_tasks",
    "level_deadlines",
    "link_matter",
    "make_feed",
    "matter_of",
    "matters",
    "measure",
    "measured",
    "near_until",
    "note_progress",
    "preview_order",
    "proposals",
    "raise_matter",
    "recipients",
    "register_directive",
    "register_proposer",
    "remind",
    "reopen_task",
    "report_done",
    "return_task",
    "revoke_feed",
    "state_of",
    "task_of",
    "tasks_of",
    "withdraw_order",
]
