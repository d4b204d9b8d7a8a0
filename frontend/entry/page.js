// The grid of one report, live: checks while typing, autosave, and a person's choice where two people wrote into one cell.

import { readNumber, showNumber } from "../lib/numbers.js";
import { broken, cellsOf, changed, merge } from "./draft.js";
import { moveByKeys } from "./grid.js";
import { Saver } from "./saver.js";

class EntryPage {
  constructor(form, { layout, texts }) {
    Object.assign(this, { form, layout, texts });
    this.cells = cellsOf(layout);
    this.rows = new Map([...form.querySelectorAll("[data-ref]")].map((row) => [row.dataset.ref, rowParts(row)]));
    this.faults = new Map();
    this.base = this.read("base");
    this.values = this.read("input");
    this.notes = this.readNotes();
    this.saver = new Saver({
      url: form.dataset.save,
      token: document.body.dataset.csrf,
      body: () => this.unsaved(),
      done: (answer, sent) => this.saved(answer, sent),
      clash: (answer) => this.contest(answer),
      state: (name, detail) => this.tell(name, detail),
    });
    this.listen();
    this.judge();
  }

  listen() {
    const inputs = [...this.rows.values()].map((row) => row.input);
    moveByKeys(inputs, {
      restore: (input) => this.restore(input),
      pasted: (count) => this.say(this.texts.pasted, count),
    });
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("focusout", (event) => this.tidy(event.target));
    this.form.addEventListener("submit", () => (this.leaving = true));
  }

  typed() {
    this.values = this.read("input");
    this.judge();
    if (!this.unsaved()) return;
    this.tell("unsaved");
    if (!this.reasonMissing()) this.saver.soon();
  }

  read(part) {
    const values = {};
    for (const [ref, row] of this.rows) {
      const { value, fault } = readNumber(row[part].value, this.cells.get(ref).decimals, this.cells.get(ref).negative);
      if (part === "input") fault ? this.faults.set(ref, fault) : this.faults.delete(ref);
      values[ref] = fault ? (this.values?.[ref] ?? null) : value;
    }
    return values;
  }

  readNotes() {
    return Object.fromEntries([...this.rows].map(([ref, row]) => [ref, row.note.value.trim()]));
  }

  /** What the server does not know yet; null when it knows everything. */
  unsaved() {
    if (this.leaving || this.contested) return null;
    const refs = changed(this.base, this.values).filter((ref) => !this.faults.has(ref));
    const notes = this.readNotes();
    const said = Object.keys(notes).filter((ref) => notes[ref] !== this.notes[ref]);
    if (!refs.length && !said.length) return null;
    const pick = (from, keys) => Object.fromEntries(keys.map((key) => [key, from[key]]));
    const shown = (values) => Object.fromEntries(refs.map((ref) => [ref, this.typedText(ref, values[ref])]));
    return {
      form: this.layout.version,
      values: shown(this.values),
      base: shown(this.base),
      notes: pick(notes, said),
      reason: this.form.elements.reason?.value ?? "",
    };
  }

  saved(answer, sent) {
    for (const ref of Object.keys(sent.values)) this.keepBase(ref, this.plain(ref, sent.values[ref]));
    Object.assign(this.notes, sent.notes);
    this.takeOver(answer.values);
    this.tell("saved", new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" }));
    if (this.unsaved()) this.saver.soon();
  }

  /** What others saved meanwhile comes in wherever nothing of ours stands against it. */
  takeOver(theirs) {
    const { values } = merge(this.base, this.values, theirs);
    for (const ref of this.rows.keys()) {
      const [mine, now] = [this.values[ref] ?? null, values[ref] ?? null];
      const untouched = mine === (this.base[ref] ?? null);
      if (untouched) this.keepBase(ref, theirs[ref] ?? null);
      if (untouched && now !== mine && document.activeElement !== this.rows.get(ref).input) this.write(ref, now);
    }
    this.values = this.read("input");
    this.judge();
  }

  contest(answer) {
    const box = this.form.querySelector("[data-entry-clashes]");
    this.contested = new Set(answer.clashes);
    this.takeOver(answer.values);
    const heading = element("p", "clash-heading", fill(this.texts.clash, answer.author || this.texts.somebody));
    box.replaceChildren(heading, ...answer.clashes.map((ref) => this.choice(ref, answer.values[ref] ?? null)));
    box.hidden = false;
    box.querySelector("button")?.focus();
    this.tell("refused", heading.textContent);
  }

  choice(ref, theirs) {
    const group = element("div", "clash");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", this.label(ref));
    const mine = this.values[ref] ?? null;
    const offer = (value, text) => {
      const button = element("button", "btn btn-plain", fill(text, showNumber(value) || this.texts.empty));
      button.type = "button";
      button.addEventListener("click", () => this.choose(ref, value, theirs, group));
      return button;
    };
    group.append(element("strong", "", this.label(ref)), offer(mine, this.texts.mine), offer(theirs, this.texts.theirs));
    return group;
  }

  choose(ref, value, theirs, group) {
    this.keepBase(ref, theirs);
    this.write(ref, value);
    this.values[ref] = value;
    this.contested.delete(ref);
    const box = group.parentElement;
    group.remove();
    if (this.contested.size) return box.querySelector("button")?.focus();
    this.contested = null;
    box.hidden = true;
    this.rows.get(ref).input.focus();
    this.typed();
  }

  judge() {
    const faults = broken(this.layout.checks, this.values);
    for (const [ref, row] of this.rows) this.sayBeside(ref, row, faults.filter((one) => one.refs.includes(ref)));
    const filled = Object.values(this.values).filter((value) => value !== null).length;
    const words = [fill(this.texts.filled, filled, this.rows.size)];
    const wrong = faults.length + this.faults.size;
    if (wrong) words.push(fill(this.texts.faults, wrong));
    this.form.querySelector("[data-entry-count]").textContent = words.join(" · ");
  }

  sayBeside(ref, row, faults) {
    const own = this.faults.get(ref);
    const said = own ? [element("p", "field-error", this.texts[own])] : [];
    for (const one of faults) {
      const line = element("p", `entry-broken is-${one.severity}`, `${this.texts[one.severity]}: ${one.words}. ${one.advice}`);
      line.title = one.explain;
      said.push(line);
    }
    const words = said.map((one) => one.textContent).join("\n");
    if (row.words !== words) row.said.replaceChildren(...said);
    row.words = words;
    const wrong = Boolean(own) || faults.some((one) => one.severity === "error");
    row.input.setAttribute("aria-invalid", String(wrong));
    row.row.classList.toggle("has-fault", Boolean(own));
  }

  restore(input) {
    const [ref] = [...this.rows].find(([, row]) => row.input === input);
    this.write(ref, this.base[ref] ?? null);
    this.typed();
  }

  /** Leaving a cell shows its number the way everybody writes it. */
  tidy(target) {
    const found = [...this.rows].find(([, row]) => row.input === target);
    if (found && !this.faults.has(found[0])) this.write(found[0], this.values[found[0]] ?? null);
    if (target === this.form.elements.reason) this.typed();
  }

  reasonMissing() {
    const reason = this.form.elements.reason;
    return Boolean(reason) && !reason.value.trim();
  }

  keepBase(ref, value) {
    this.base[ref] = value;
    this.rows.get(ref).base.value = this.typedText(ref, value) ?? "";
  }

  write(ref, value) {
    this.rows.get(ref).input.value = this.typedText(ref, value) ?? "";
  }

  typedText(ref, value) {
    return value === null || value === undefined ? null : showNumber(value, this.cells.get(ref).decimals);
  }

  plain(ref, text) {
    return text === null ? null : readNumber(text, this.cells.get(ref).decimals, true).value;
  }

  label(ref) {
    return this.rows.get(ref).row.querySelector("label").textContent.trim();
  }

  tell(name, detail = "") {
    const bar = this.form.querySelector("[data-entry-status]");
    bar.dataset.state = name;
    this.say(this.texts[name], detail);
  }

  say(text, ...parts) {
    this.form.querySelector("[data-entry-status]").textContent = fill(text, ...parts);
  }
}

function rowParts(row) {
  const [input, base] = [row.querySelector(".entry-input"), row.querySelector("input[type=hidden]")];
  return { row, input, base, note: row.querySelector("[name^='n:']"), said: row.querySelector("[data-said]"), words: null };
}

function element(tag, style, text = "") {
  const made = document.createElement(tag);
  if (style) made.className = style;
  made.textContent = text;
  return made;
}

function fill(text, ...parts) {
  return parts.reduce((said, part, place) => said.replace(`{${place}}`, String(part)), text ?? "");
}

const form = document.querySelector("form[data-entry]");
const data = document.getElementById("form-layout");
if (form && data) new EntryPage(form, JSON.parse(data.textContent));
