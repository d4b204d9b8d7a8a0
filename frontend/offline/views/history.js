// The unit's own reports of the last thirteen months.
import { h } from "../dom.js";
import { named, t } from "../words.js";
import { serverState } from "./state.js";

export function historyPage(session) {
  const rows = session.reports().sort((one, other) => other.period.localeCompare(one.period));
  const labels = new Map(session.forms().flatMap((form) => session.periods(form.form).map((period) => [`${form.form} ${period.code}`, period.label])));
  const line = (row) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href: `#form/${row.report}/${row.period}` }, labels.get(`${row.report} ${row.period}`) ?? row.period)),
      h("td", {}, named(session.form(row.report)?.title ?? { vi: row.report })),
      h("td", {}, serverState(row.status)),
      h("td", { class: "past" }, String(row.version)),
      h("td", {}, row.by?.[0] ?? ""),
      h("td", {}, row.by?.[1] ?? ""),
    );
  const heads = ["Kỳ", "Báo cáo", "Trạng thái", "Phiên bản", "Người nộp", "Người duyệt"];
  return {
    element: h(
      "div",
      {},
      h("h1", {}, t("Lịch sử")),
      rows.length
        ? h("div", { class: "card wide", tabindex: "0", role: "region", "aria-label": t("Lịch sử") }, h("table", { class: "grid" }, h("caption", { class: "unseen" }, t("Lịch sử")), h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, t(head))))), h("tbody", {}, rows.map(line))))
        : h("p", { class: "card" }, t("Chưa có báo cáo nào trong 13 tháng qua.")),
    ),
  };
}
