// The norms that apply to the unit, with their source.
import { h } from "../dom.js";
import { day, shown } from "../formats.js";
import { named, t } from "../words.js";

export function normsPage(session) {
  const norms = session.part("norms") ?? [];
  const row = (norm) =>
    h(
      "li",
      { class: "card" },
      h("h2", {}, named(norm)),
      h("p", {}, `${norm.operator} ${shown(norm.value)}${norm.up_to ? `–${shown(norm.up_to)}` : ""} ${norm.unit}`, norm.due_on ? ` (${t("hạn")} ${day(norm.due_on)})` : ""),
      norm.explain ? h("p", { class: "quiet" }, norm.explain) : null,
      norm.source ? h("p", { class: "quiet" }, `${t("Nguồn")}: ${norm.source}`) : null,
    );
  const none = h("p", { class: "card" }, t("Chưa có dữ liệu trên máy. Hãy mở khi có mạng."));
  return { element: h("div", {}, h("h1", {}, t("Định mức")), norms.length ? h("ul", { class: "plain" }, norms.map(row)) : none) };
}
