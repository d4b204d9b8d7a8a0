"""The public surface of analysis: pivots of figures, views, targets, alerts."""

from __future__ import annotations

from binhyen.features.analysis.commands.alerts import (
    Evaluated,
    end_alert_rule,
    evaluate_alerts,
    make_alert_rule,
    take_alert,
)
from binhyen.features.analysis.commands.listening import EVALUATE, look_again
from binhyen.features.analysis.commands.targets import end_target, set_target
from binhyen.features.analysis.commands.views import (
    change_view,
    delete_view,
    save_view,
    start_from,
)
from binhyen.features.analysis.models import (
    ACKNOWLEDGED,
    BASES,
    BOUNDS,
    CLOSED,
    OPENED,
    OPERATORS,
    STEPS,
    Alert,
    AlertRule,
    SavedView,
    Target,
)
from binhyen.features.analysis.queries.alerts import (
    alert,
    alert_rule,
    alert_rules,
    alerts,
    open_count,
)
from binhyen.features.analysis.queries.pivots import WHOLE, Pivot, narrowed, pivot
from binhyen.features.analysis.queries.places import (
    home,
    homes,
    levels_below,
    path_to,
    seen_unit,
    today,
)
from binhyen.features.analysis.queries.proposing import propose
from binhyen.features.analysis.queries.standards import measure_info, measure_infos, standards
from binhyen.features.analysis.queries.targets import target_history, target_row, targets
from binhyen.features.analysis.queries.views import (
    saved_view,
    saved_views,
    start_address,
    start_view,
)
from binhyen.features.analysis.rules import classes, funnels, spans
from binhyen.features.analysis.rules.naming import period_short
from binhyen.features.analysis.rules.telling import TOO_FEW
from binhyen.features.analysis.types import (
    TOTAL,
    Against,
    Aim,
    Axis,
    Change,
    Dimension,
    Figure,
    Funnel,
    Line,
    MeasureInfo,
    Member,
    Question,
    Spot,
    Verdict,
    View,
)

__all__ = [
    "ACKNOWLEDGED",
    "BASES",
    "BOUNDS",
    "CLOSED",
    "EVALUATE",
    "OPENED",
    "OPERATORS",
    "STEPS",
    "TOO_FEW",
    "TOTAL",
    "WHOLE",
    "Against",
    "Aim",
    "Alert",
    "AlertRule",
    "Axis",
    "Change",
    "Dimension",
    "Evaluated",
    "Figure",
    "Funnel",
    "Line",
    "MeasureInfo",
    "Member",
    "Pivot",
    "Question",
    "SavedView",
    "Spot",
    "Target",
    "Verdict",
    "View",
    "alert",
    "alert_rule",
    "alert_rules",
    "alerts",
    "change_view",
    "classes",
    "delete_view",
    "end_alert_rule",
    "end_target",
    "evaluate_alerts",
    "funnels",
    "home",
    "homes",
    "levels_below",
    "look_again",
    "make_alert_rule",
    "measure_info",
    "measure_infos",
    "narrowed",
    "open_count",
    "path_to",
    "period_short",
    "pivot",
    "propose",
    "save_view",
    "saved_view",
    "saved_views",
    "seen_unit",
    "set_target",
    "spans",
    "standards",
    "start_address",
    "start_from",
    "start_view",
    "take_alert",
    "target_history",
    "target_row",
    "targets",
    "today",
]
