// What is due: every form's newest periods, what came back first.
import { h } from "../dom.js";
import { day } from "../formats.js";
import { named, t } from "../words.js";
import { reportState } from "./state.js";

const SHOWN = 3;

export function duePage(session) {
  const forms = session.forms();
  if (!forms.length) return page(h("p", { class: "card" }, t("Chưa có dữ liệu trên máy. Hãy mở khi có mạng.")));
  const returned = (session.part("messages") ?? []).filter((one) => one.kind === "returned");
  return page(
    returned.length ? h("section", { class: "card" }, h("h2", {}, t("Trả lại")), h("ul", { class: "plain" }, returned.map((one) => message(session, one)))) : null,
    forms.map((form) => formCard(session, form)),
  );
}

function page(...children) {
  return { element: h("div", {}, h("h1", {}, t("Việc đến hạn")), children) };
}

function message(session, { report, period, text }) {
  const title = session.form(report)?.title;
  return h("li", {}, h("a", { href: `#form/${report}/${period}` }, `${title ? named(title) : report} ${period}`), ": ", text);
}

function formCard(session, form) {
  const today = session.row.today;
  const begun = session.periods(form.form).filter((period) => period.start <= today);
  const rest = begun.slice(0, -SHOWN).reverse();
  const pick = (event) => event.target.value && (location.hash = `#form/${form.form}/${event.target.value}`);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, named(form.title)),
    h("ul", { class: "plain due" }, begun.slice(-SHOWN).reverse().map((period) => dueRow(session, form, period, today))),
    rest.length
      ? h("select", { class: "field", "aria-label": `${t("Kỳ khác")}: ${named(form.title)}`, onchange: pick }, h("option", { value: "" }, t("Kỳ khác")), rest.map((period) => h("option", { value: period.code }, period.label)))
      : null,
  );
}

function dueRow(session, form, period, today) {
  const report = session.report(form.form, period.code);
  const done = ["submitted", "approved"].includes(report.held?.status);
  const late = !done && period.due && period.due.slice(0, 10) < today;
  return h(
    "li",
    {},
    h("a", { class: "due-link", href: `#form/${form.form}/${period.code}` }, period.label),
    reportState(session, report),
    period.due ? h("span", { class: late ? "late" : "quiet" }, `${late ? t("quá hạn") : t("hạn")} ${day(period.due)}`) : null,
  );
}
