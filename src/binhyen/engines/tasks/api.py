"""The public surface of tasks: register a directive, give tasks, follow them, count them."""

from __future__ import annotations

from binhyen.engines.tasks.commands.calendars import make_feed, revoke_feed
from binhyen.engines.tasks.commands.following import follow_successions
from binhyen.engines.tasks.commands.giving import give_tasks
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
from binhyen.engines.tasks.models import (
    Directive,
    DirectiveClause,
    Task,
    TaskOrder,
    TaskStep,
)
from binhyen.engines.tasks.queries.boards import board
from binhyen.engines.tasks.queries.calendars import calendar_of, feeds_of
from binhyen.engines.tasks.queries.defaults import near_until
from binhyen.engines.tasks.queries.digests import digest, digest_days, digest_line
from binhyen.engines.tasks.queries.lateness import late_tasks
from binhyen.engines.tasks.queries.reading import directive_of, directives, task_of, tasks_of
from binhyen.engines.tasks.queries.recipients import recipients
from binhyen.engines.tasks.rules.deadlines import level_deadlines
from binhyen.engines.tasks.rules.states import Dates, state_of
from binhyen.engines.tasks.types import (
    Board,
    BoardQuery,
    BoardRow,
    Cause,
    DigestLine,
    GivenTasks,
    LateTask,
    NewClause,
    NewDirective,
    NewOrder,
    Recipients,
    Reminded,
    Secrecy,
    State,
    StepKind,
)

__all__ = [
    "Board",
    "BoardQuery",
    "BoardRow",
    "Cause",
    "Dates",
    "DigestLine",
    "Directive",
    "DirectiveClause",
    "GivenTasks",
    "LateTask",
    "NewClause",
    "NewDirective",
    "NewOrder",
    "Recipients",
    "Reminded",
    "Secrecy",
    "State",
    "StepKind",
    "Task",
    "TaskOrder",
    "TaskStep",
    "accept_task",
    "acknowledge",
    "answer_extension",
    "ask_extension",
    "board",
    "calendar_of",
    "digest",
    "digest_days",
    "digest_line",
    "directive_of",
    "directives",
    "feeds_of",
    "follow_successions",
    "give_tasks",
    "late_tasks",
    "level_deadlines",
    "make_feed",
    "near_until",
    "note_progress",
    "recipients",
    "register_directive",
    "remind",
    "reopen_task",
    "report_done",
    "return_task",
    "revoke_feed",
    "state_of",
    "task_of",
    "tasks_of",
]
