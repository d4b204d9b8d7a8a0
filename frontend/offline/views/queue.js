// The queue: what needs the person, what waits for a line, what has been sent.
import { h } from "../dom.js";
import { moment, shown } from "../formats.js";
import { ATTENTION, UNSENT } from "../queue.js";
import { named, t } from "../words.js";
import { entryState } from "./state.js";

export function queuePage(session) {
  const groups = [
    ["Cần xử lý", (entry) => ATTENTION.has(entry.state) || (entry.state === "stored" && entry.answer?.refusal)],
    ["Chờ gửi", (entry) => UNSENT.has(entry.state)],
    ["Đã gửi", (entry) => entry.state === "stored" && !entry.answer?.refusal],
  ];
  const drawn = groups.map(([title, test]) => [title, session.entries.filter(test).reverse()]).filter(([, entries]) => entries.length);
  const sendNow = () => session.step({ fetching: true });
  return {
    element: h(
      "div",
      {},
      h("h1", {}, t("Hàng chờ")),
      h("div", { class: "buttons" }, h("button", { class: "button button-main", onclick: sendNow }, t("Gửi ngay")), h("button", { class: "button", onclick: sendNow }, t("Lấy dữ liệu mới"))),
      drawn.some(([title]) => title !== "Đã gửi") ? null : h("p", { class: "card" }, t("Hàng chờ trống: mọi số liệu đã được gửi.")),
      drawn.map(([title, entries]) => h("section", { class: "card" }, h("h2", {}, t(title)), h("ul", { class: "plain queue" }, entries.map((entry) => row(session, entry))))),
    ),
  };
}

function row(session, entry) {
  const form = session.form(entry.definition);
  const changes = Object.entries(entry.changes);
  const refusal = entry.answer?.refusal;
  return h(
    "li",
    { "data-key": entry.key },
    h("p", {}, h("strong", {}, form ? named(form.title) : entry.definition), ` ${entry.period} `, entryState(entry)),
    h("p", { class: "quiet" }, `${moment(entry.made_at)} · ${changes.length} ${t("ô")}${entry.submit ? ` · ${t("nộp")}` : ""}`),
    h(
      "details",
      {},
      h("summary", {}, `${changes.length} ${t("ô")}`),
      h("ul", { class: "plain" }, changes.map(([reference, [before, value]]) => h("li", {}, h("code", {}, reference), ` ${shown(before) || "–"} → ${shown(value) || "–"}`))),
    ),
    refusal ? h("div", { class: "notice notice-bad" }, h("p", {}, refusal.message), refusal.rows?.map((one) => h("p", {}, one.message)), h("p", {}, refusal.cure)) : null,
    h("div", { class: "buttons" }, actions(session, entry)),
  );
}

function actions(session, entry) {
  const open = h("a", { class: "button", href: `#form/${entry.definition}/${entry.period}` }, t("Mở báo cáo"));
  const then = (work) => async () => {
    await work();
    await session.changed();
    session.step();
  };
  const report = () => session.report(entry.definition, entry.period);
  if (entry.state === "conflict") return h("a", { class: "button button-main", href: `#conflict/${entry.key}` }, t("So từng ô"));
  if (entry.state === "refused") {
    const mend = async () => {
      await session.queue.again(entry.key, report(), true);
      await session.changed();
      location.hash = `#form/${entry.definition}/${entry.period}`;
    };
    return [
      h("button", { class: "button button-main", onclick: then(() => session.queue.again(entry.key, report(), false)) }, t("Gửi lại")),
      h("button", { class: "button", onclick: mend }, t("Mở để sửa")),
      h("button", { class: "button", onclick: then(() => session.queue.discard(entry.key)) }, t("Bỏ")),
    ];
  }
  if (entry.state === "open") return [open, h("button", { class: "button", onclick: then(() => session.queue.discard(entry.key)) }, t("Bỏ"))];
  return open;
}
