// The entry form, drawn from the layout: figures with what was before beside them, checks while typing, kept at every field.
import { evaluate } from "../../lib/expressions.js";
import { readNumber } from "../../lib/numbers.js";
import { fill, h } from "../dom.js";
import { shown, typed } from "../formats.js";
import { named, t } from "../words.js";
import { reportState } from "./state.js";

const FAULTS = {
  number: "Không phải số.",
  whole: "Ô này nhận số nguyên.",
  decimals: "Quá nhiều chữ số sau dấu phẩy.",
  "two-readings": "Số này đọc được hai cách; hãy viết dấu phẩy cho phần thập phân.",
  negative: "Không thể âm.",
  digits: "Số quá dài.",
};

export function formPage(session, [definition, periodCode]) {
  const form = session.form(definition);
  const period = session.periods(definition).find((one) => one.code === periodCode);
  if (!form || !period) return { element: h("div", {}, h("h1", {}, definition ?? ""), h("p", { class: "card" }, t("Chưa có dữ liệu trên máy. Hãy mở khi có mạng."))) };
  return new FormView(session, form, period);
}

class FormView {
  constructor(session, form, period) {
    Object.assign(this, { session, form, period, inputs: new Map(), wrong: new Set() });
    this.before = session.held(form.form, period.before);
    this.yearBefore = session.held(form.form, period.year_before);
    this.state = h("span", {});
    this.saved = h("p", { class: "quiet", role: "status" });
    this.checks = h("div", { class: "checks", "aria-live": "polite" });
    this.element = this.draw();
    this.check();
  }

  report() {
    return this.session.report(this.form.form, this.period.code);
  }

  draw() {
    const report = this.report();
    const general = (report.held?.remarks ?? []).filter((one) => !one.ref && one.kind === "return");
    const reason = report.held?.status === "returned" ? report.held.comment || general.at(-1)?.text : "";
    fill(this.state, reportState(this.session, report));
    return h(
      "div",
      {},
      h("h1", {}, named(this.form.title)),
      h("p", {}, `${this.session.row.unit.name} · ${this.period.label} `, this.state),
      reason ? h("div", { class: "notice notice-bad" }, h("strong", {}, `${t("Lý do trả lại")}: `), reason) : null,
      h("div", { class: "buttons" }, h("button", { class: "button", title: t("Ghi 0 vào mọi ô phát sinh còn trống; số tồn không bị đoán."), onclick: () => this.nothing() }, t("Không phát sinh"))),
      this.form.sections.map((section) => this.section(section, report)),
      h("section", { class: "card" }, h("h2", {}, t("Kiểm tra")), this.checks),
      this.saved,
      h(
        "div",
        { class: "buttons sticky" },
        h("button", { class: "button", onclick: () => this.close(false) }, t("Lưu vào hàng chờ")),
        h("button", { class: "button button-main", onclick: () => this.close(true) }, t("Nộp báo cáo")),
      ),
    );
  }

  section(section, report) {
    return h(
      "section",
      { class: "card" },
      h("h2", {}, `${section.number}. ${named(section.title)}`),
      section.note ? h("p", { class: "quiet" }, section.note) : null,
      h(
        "table",
        { class: "grid" },
        h("caption", { class: "unseen" }, named(section.title)),
        h("thead", {}, h("tr", {}, [t("Chỉ tiêu"), t("Kỳ này"), t("Kỳ trước"), t("Năm trước")].map((label) => h("th", { scope: "col" }, label)))),
        h("tbody", {}, section.lines.flatMap((line) => line.cells.map((cell) => this.row(line, cell, report)))),
      ),
    );
  }

  row(line, cell, report) {
    const id = `cell-${cell.key.replace(".", "-")}`;
    const name = cell.option ? `${named(line.label)}: ${named(cell.label)}` : named(line.label);
    const input = h("input", {
      id,
      class: "field figure",
      inputmode: "decimal",
      autocomplete: "off",
      value: typed(this.session.value(report, cell.ref)),
      "data-ref": cell.ref,
      "aria-describedby": `${id}-words`,
      oninput: () => this.check(),
      onchange: () => this.keep(cell, input),
      onkeydown: (event) => this.walk(event),
    });
    this.inputs.set(cell.ref, { input, cell });
    const words = h("div", { id: `${id}-words`, class: "cell-words" }, this.said(cell, report));
    return h(
      "tr",
      { class: cell.option ? "part-row" : null },
      h("th", { scope: "row" }, h("label", { for: id }, cell.option ? named(cell.label) : `${line.number}. ${named(line.label)}`), h("span", { class: "quiet unit" }, ` ${cell.unit}`)),
      h("td", {}, input, words, this.noteButton(cell, name)),
      h("td", { class: "past", "data-label": t("Kỳ trước") }, shown(this.before?.values?.[cell.ref]) || "–"),
      h("td", { class: "past", "data-label": t("Năm trước") }, shown(this.yearBefore?.values?.[cell.ref]) || "–"),
    );
  }

  said(cell, report) {
    const returned = (report.held?.remarks ?? []).filter((one) => one.ref === cell.ref && one.kind === "return").at(-1);
    const note = this.session.remark(report, cell.ref);
    const norms = (this.session.part("norms") ?? []).filter((norm) => norm.left === cell.ref);
    return [
      returned ? h("p", { class: "fault" }, `${t("Lý do trả lại")}: ${returned.text}`) : null,
      note ? h("p", { class: "note" }, `${t("Ghi chú")}: ${note}`) : null,
      norms.map((norm) => h("p", { class: "quiet" }, `${t("Định mức")}: ${norm.operator} ${shown(norm.value)}`)),
      h("p", { class: "fault own" }),
    ];
  }

  noteButton(cell, name) {
    const write = async () => {
      const said = prompt(`${t("Ghi chú ô")}: ${name}`, this.session.remark(this.report(), cell.ref));
      if (said === null) return;
      await this.session.queue.remark(this.report(), cell.ref, said.replace(/[<>]/g, "").trim().slice(0, 500));
      await this.session.changed();
    };
    return h("button", { class: "note-button", type: "button", "aria-label": `${t("Ghi chú ô")}: ${name}`, onclick: write }, "✎");
  }

  /** Enter and the arrows go up and down, as in a sheet. */
  walk(event) {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...this.inputs.values()].map(({ input }) => input);
    const next = all[all.indexOf(event.target) + step];
    if (next) {
      next.focus();
      next.select();
    }
  }

  async keep(cell, input) {
    const { value, fault } = readNumber(input.value, cell.decimals, cell.negative);
    if (fault) return;
    await this.session.queue.set(this.report(), cell.ref, this.report().held?.values?.[cell.ref] ?? null, value);
    await this.session.changed();
    this.saved.textContent = `${t("Đã lưu trên máy lúc")} ${new Date().toLocaleTimeString("vi-VN")}`;
  }

  async nothing() {
    for (const { input, cell } of this.inputs.values()) {
      if (cell.kind !== "flow" || input.value.trim()) continue;
      input.value = "0";
      await this.keep(cell, input);
    }
    this.check();
  }

  /** Read every field, say what is wrong with it, and run the checks on the rest. */
  check() {
    const values = {};
    this.wrong.clear();
    for (const [reference, { input, cell }] of this.inputs) {
      const { value, fault } = readNumber(input.value, cell.decimals, cell.negative);
      values[reference] = fault ? null : value;
      const place = input.parentElement?.querySelector(".own");
      if (place) place.textContent = fault ? t(FAULTS[fault]) : "";
      input.toggleAttribute("aria-invalid", Boolean(fault));
      if (fault) this.wrong.add(reference);
    }
    this.broken = this.form.checks.filter((one) => evaluate(one.condition, values) === false);
    const rows = this.broken.map((one) =>
      h(
        "li",
        { class: one.severity === "error" ? "check-error" : "check-warning" },
        h("strong", {}, `${one.severity === "error" ? t("chưa khớp") : t("cần xem lại")}: ${named(one.label)}. `),
        one.words.map((piece, at) => (at % 2 ? shown(values[piece]) || "–" : piece)).join(""),
        one.advice ? `. ${one.advice}` : "",
      ),
    );
    fill(this.checks, rows.length ? h("ul", { class: "plain" }, rows) : h("p", {}, t("Số liệu khớp các quy tắc kiểm tra.")));
  }

  async close(submit) {
    const active = document.activeElement;
    const typing = [...this.inputs.values()].find(({ input }) => input === active);
    if (typing) await this.keep(typing.cell, typing.input);
    this.check();
    if (this.wrong.size || (submit && this.broken.some((one) => one.severity === "error"))) {
      this.saved.textContent = t("Chưa nộp được: hãy sửa các ô chưa khớp.");
      const first = this.inputs.get([...this.wrong][0] ?? this.broken[0].refs[0]);
      first?.input.focus();
      return;
    }
    const entry = await this.session.queue.close(this.report(), submit);
    this.saved.textContent = entry ? t("Đã đưa vào hàng chờ.") : t("Không có gì mới để lưu.");
    await this.session.changed();
    this.session.step();
  }

  /** New words from the server or another tab; the field somebody types in is left alone. */
  refresh() {
    const report = this.report();
    fill(this.state, reportState(this.session, report));
    for (const { input, cell } of this.inputs.values()) {
      if (input !== document.activeElement && !input.hasAttribute("aria-invalid")) input.value = typed(this.session.value(report, cell.ref));
      fill(document.getElementById(input.getAttribute("aria-describedby")) ?? h("i"), this.said(cell, report));
    }
    this.check();
  }
}

