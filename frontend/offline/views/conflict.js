// A conflict: each field with both values, who wrote the other and when; a person decides, nothing is decided for them.
import { readNumber } from "../../lib/numbers.js";
import { h } from "../dom.js";
import { moment, shown } from "../formats.js";
import { named, t } from "../words.js";

export function conflictPage(session, [key]) {
  const entry = session.entries.find((one) => one.key === key);
  if (!entry || entry.state !== "conflict") {
    return { element: h("div", {}, h("h1", {}, t("Hàng chờ")), h("p", { class: "card" }, t("đã giải quyết"))) };
  }
  const form = session.form(entry.definition);
  const cells = new Map((form?.sections ?? []).flatMap((section) => section.lines.flatMap((line) => line.cells.map((cell) => [cell.ref, { line, cell }]))));
  const fault = h("p", { class: "fault", role: "alert" });
  const send = async (event) => {
    event.preventDefault();
    const chosen = choices(new FormData(event.target), entry.answer.conflicts, cells);
    if (!chosen) {
      fault.textContent = t("Hãy chọn giá trị cho mọi ô.");
      return;
    }
    await session.queue.settle(key, chosen);
    await session.changed();
    location.hash = "#queue";
    session.step();
  };
  return {
    refresh: () => {},
    element: h(
      "form",
      { onsubmit: send },
      h("h1", {}, t("Hai người đã nhập khác nhau")),
      h("p", {}, `${form ? named(form.title) : entry.definition} · ${entry.period}`),
      h("p", { class: "quiet" }, t("Chọn giá trị đúng cho từng ô. Chưa có giá trị nào bị ghi đè.")),
      entry.answer.conflicts.map((clash, at) => field(clash, at, cells.get(clash.reference))),
      fault,
      h("div", { class: "buttons sticky" }, h("button", { class: "button button-main" }, t("Gửi lựa chọn"))),
    ),
  };
}

function field(clash, at, known) {
  const name = known ? (known.cell.option ? `${named(known.line.label)}: ${named(known.cell.label)}` : named(known.line.label)) : clash.reference;
  const by = [clash.theirs_by, clash.theirs_at ? moment(clash.theirs_at) : ""].filter(Boolean).join(", ");
  const other = h("input", { class: "field figure", name: `other-${at}`, inputmode: "decimal", "aria-label": `${t("Giá trị khác")}: ${name}` });
  other.addEventListener("input", () => {
    other.closest("label").querySelector("input[type=radio]").checked = true;
  });
  return h(
    "fieldset",
    { class: "card clash" },
    h("legend", {}, name, h("span", { class: "quiet" }, ` (${t("trước đó")}: ${shown(clash.base) || "–"})`)),
    choice(at, "yours", t("Của máy này"), h("b", {}, shown(clash.yours) || "–")),
    choice(at, "theirs", t("Trên máy chủ"), h("b", {}, shown(clash.theirs) || "–"), by ? h("span", { class: "quiet" }, ` ${by}`) : null),
    choice(at, "other", t("Giá trị khác"), other),
  );
}

function choice(at, value, label, ...more) {
  return h("label", { class: "choice" }, h("input", { type: "radio", name: `pick-${at}`, value }), `${label}: `, more);
}

function choices(data, conflicts, cells) {
  const chosen = {};
  for (const [at, clash] of conflicts.entries()) {
    const pick = data.get(`pick-${at}`);
    const known = cells.get(clash.reference)?.cell;
    const { value, fault } = readNumber(String(data.get(`other-${at}`) ?? ""), known?.decimals ?? 0, known?.negative ?? false);
    if (!pick || (pick === "other" && fault)) return null;
    chosen[clash.reference] = pick === "other" ? value : clash[pick];
  }
  return chosen;
}
