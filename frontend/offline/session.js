// One unlocked account: what it holds, read once and again after every change here, in another tab, or from the server.
import { flush, sync, Told } from "./line.js";
import { effective, counts, Queue, sameLane, UNSENT } from "./queue.js";
import { changeAccount, Rows } from "./store.js";

const EVERY_MS = 15_000;

export class Session {
  constructor(row, key, base) {
    this.id = row.id;
    this.key = key;
    this.base = base;
    this.row = row;
    this.rows = new Rows(row.id, key);
    this.queue = new Queue(this.rows, row.signer.device, (work) => navigator.locks.request(`binhyen-queue-${row.id}`, work));
    this.contents = new Map();
    this.entries = [];
    this.trouble = null;
    this.online = navigator.onLine;
    this.listeners = new Set();
    this.channel = new BroadcastChannel(`binhyen-${row.id}`);
    this.channel.onmessage = () => this.load();
  }

  /** Read everything again and tell the page. */
  async load() {
    [this.contents, this.entries] = await Promise.all([this.rows.contents(), this.queue.entries()]);
    for (const listener of this.listeners) listener();
  }

  /** After a change of our own: other tabs read again too. */
  async changed() {
    this.channel.postMessage("changed");
    await this.load();
  }

  start() {
    this.timer = setInterval(() => this.step(), EVERY_MS);
    this.woken = () => this.step();
    for (const event of ["online", "offline"]) window.addEventListener(event, this.woken);
    return this.step();
  }

  stop() {
    clearInterval(this.timer);
    for (const event of ["online", "offline"]) window.removeEventListener(event, this.woken);
    this.channel.close();
  }

  /** Send what waits and fetch what is new; one step at a time. A fetch asked for during a step follows it. */
  async step({ fetching = false } = {}) {
    if (this.stepping) return fetching ? this.stepping.then(() => this.step({ fetching })) : this.stepping;
    this.stepping = this.#step(fetching).finally(() => {
      this.stepping = null;
    });
    return this.stepping;
  }

  async #step(fetching) {
    const { sent, refused, stopped } = await flush(this.base, this.queue);
    let fault = stopped;
    // A refusal may mean that the right or the state held here is of yesterday: ask at once, not in ten minutes.
    if (!fault && (sent || refused || fetching || this.stale())) fault = await this.#sync();
    this.online = !fault || fault instanceof Told;
    this.trouble = fault instanceof Told ? fault : null;
    await (sent || !fault ? this.changed() : this.load());
  }

  stale() {
    return !this.row.synced || Date.now() - this.row.synced > 10 * 60_000 || this.row.synced > Date.now();
  }

  async #sync() {
    try {
      const facts = await sync(this.base, this.rows, this.row.cursor);
      const { cursor, unit, today, office, synthetic } = facts;
      this.row = await changeAccount(this.id, (row) => ({ ...row, cursor, unit, today, office, synthetic, synced: Date.now() }));
      return null;
    } catch (fault) {
      if (fault instanceof Told && ["no-unit", "refused"].includes(fault.kind)) await this.#wipe();
      if (fault.constructor === TypeError || fault instanceof RangeError) throw fault;
      return fault;
    }
  }

  /** The right is gone: what was lent to this machine goes too; what the person typed stays theirs. */
  async #wipe() {
    await this.rows.wipe();
    this.row = await changeAccount(this.id, (row) => ({ ...row, cursor: "", synced: null }));
  }

  part(name) {
    return this.contents.get(name);
  }

  forms() {
    return [...this.contents.entries()].filter(([name]) => name.startsWith("forms/")).map(([, form]) => form);
  }

  form(definition) {
    return this.part(`forms/${definition}`);
  }

  periods(definition) {
    return this.part("periods")?.[definition] ?? [];
  }

  units() {
    return [...this.contents.entries()].filter(([name]) => name.startsWith("units/")).flatMap(([, rows]) => rows);
  }

  reports() {
    return [...this.contents.entries()].filter(([name]) => name.startsWith("reports/")).flatMap(([, rows]) => rows);
  }

  held(definition, period) {
    return this.reports().find((row) => row.report === definition && row.period === period) ?? null;
  }

  /** What the queue needs to know of a report. */
  report(definition, period) {
    return { unit: this.row.unit.id, definition, period, form: this.form(definition)?.version ?? "", held: this.held(definition, period) };
  }

  lane(report) {
    return this.entries.filter((entry) => sameLane(entry, report));
  }

  value(report, reference) {
    return effective(report.held, this.lane(report), reference, null);
  }

  /** Words of our own on a field that the server has not shown back yet. */
  remark(report, reference) {
    const mine = this.lane(report).filter((entry) => counts(entry, report.held) && entry.remarks[reference]);
    const said = (report.held?.remarks ?? []).filter((one) => one.ref === reference && one.kind === "note");
    return mine.at(-1)?.remarks[reference] ?? said.at(-1)?.text ?? "";
  }

  unsent() {
    return this.entries.filter((entry) => UNSENT.has(entry.state) || entry.state === "conflict" || entry.state === "refused");
  }
}
