// The queue: what a person typed, made into entries with keys of our own, sent until the server has answered each.
// The states: open (still being typed) → sealed (never changes again, for its answer may have been lost) → the server's
// fate: stored, held, conflict, refused; afterwards `settled` or `replaced` when a person made a new entry of it.

/** States that still want something from this machine or this person. */
export const UNSENT = new Set(["open", "sealed", "held"]);
export const ATTENTION = new Set(["conflict", "refused"]);
const KEPT_DONE = 40;

export class Queue {
  /**
   * @param {import("./store.js").Rows} rows
   * @param {string} device
   * @param {(work: () => Promise<any>) => Promise<any>} alone runs one piece of work at a time over all tabs.
   */
  constructor(rows, device, alone) {
    this.rows = rows;
    this.device = device;
    this.alone = alone;
  }

  entries() {
    return this.rows.queue();
  }

  /** Write one field; on the disk when the promise is fulfilled. */
  async set(report, reference, base, value) {
    return this.alone(async () => {
      const { entry, lane } = await this.#open(report);
      const before = entry.changes[reference]?.[0] ?? effective(report.held, lane, reference, entry.key) ?? base ?? null;
      if (before === value) delete entry.changes[reference];
      else entry.changes[reference] = [before, value];
      await this.#keepOrDrop(entry);
    });
  }

  async remark(report, reference, words) {
    return this.alone(async () => {
      const { entry } = await this.#open(report);
      if (words) entry.remarks[reference] = words;
      else delete entry.remarks[reference];
      await this.#keepOrDrop(entry);
    });
  }

  /** Seal what was typed; with `submit` also hand it in. */
  async close(report, submit) {
    return this.alone(async () => {
      const { entry } = await this.#open(report);
      if (!submit && empty(entry)) return null;
      entry.submit = submit;
      entry.state = "sealed";
      entry.made_at = new Date().toISOString();
      await this.rows.keepEntries(entry);
      return entry;
    });
  }

  async discard(key) {
    return this.alone(async () => {
      const entry = (await this.entries()).find((one) => one.key === key);
      if (entry && (entry.state === "open" || !UNSENT.has(entry.state))) await this.rows.dropEntry(key);
    });
  }

  /** Settle a conflict: for each field the value a person chose. */
  async settle(key, chosen) {
    return this.alone(async () => {
      const all = await this.entries();
      const old = all.find((one) => one.key === key);
      if (!old || old.state !== "conflict") return null;
      const changes = Object.fromEntries(old.answer.conflicts.map((clash) => [clash.reference, [clash.theirs, chosen[clash.reference]]]));
      const entry = this.#fresh(old, { order: order(all), changes, settles: key, base_version: old.answer.version, submit: old.submit, state: "sealed" });
      await this.rows.keepEntries({ ...old, state: "settled" }, entry);
      return entry;
    });
  }

  /** Send a refused entry's words again under a new key, built on what the report holds now. */
  async again(key, report, open) {
    return this.alone(async () => {
      const all = await this.entries();
      const old = all.find((one) => one.key === key);
      if (!old || old.state !== "refused") return null;
      const lane = all.filter((one) => sameLane(one, old) && one.key !== key);
      const changes = Object.fromEntries(
        Object.entries(old.changes).map(([reference, [, value]]) => [reference, [effective(report.held, lane, reference, null), value]]),
      );
      const state = open ? "open" : "sealed";
      const entry = this.#fresh(old, { order: order(all), changes, base_version: report.held?.version ?? 0, submit: open ? false : old.submit, state, form: report.form, remarks: old.remarks });
      const mine = lane.find((one) => one.state === "open");
      if (open && mine) {
        mine.changes = { ...entry.changes, ...mine.changes };
        await this.rows.keepEntries({ ...old, state: "replaced" }, mine);
        return mine;
      }
      await this.rows.keepEntries({ ...old, state: "replaced" }, entry);
      return entry;
    });
  }

  /** What the server said to one entry. */
  async answered(key, state, answer) {
    return this.alone(async () => {
      const all = await this.entries();
      const entry = all.find((one) => one.key === key);
      if (!entry || !(entry.state === "sealed" || entry.state === "held")) return;
      await this.rows.keepEntries({ ...entry, state, answer });
      const done = all.filter((one) => one.state === "stored" && !one.answer?.refusal);
      for (const old of done.slice(0, Math.max(0, done.length - KEPT_DONE))) await this.rows.dropEntry(old.key);
    });
  }

  async #open(report) {
    const all = await this.entries();
    const lane = all.filter((entry) => sameLane(entry, report));
    const entry = lane.find((one) => one.state === "open");
    if (entry) return { entry, lane };
    const earlier = lane.filter((one) => UNSENT.has(one.state)).at(-1);
    const base = { base_version: report.held?.version ?? 0, after: earlier?.key ?? null, form: report.form };
    return { entry: this.#fresh(report, { ...base, order: order(all), state: "open" }), lane };
  }

  #fresh(report, facts) {
    return {
      key: crypto.randomUUID(),
      unit: report.unit,
      definition: report.definition,
      period: report.period,
      base_version: 0,
      changes: {},
      remarks: {},
      submit: false,
      form: report.form ?? "",
      after: null,
      settles: null,
      device: this.device,
      made_at: new Date().toISOString(),
      answer: null,
      ...facts,
    };
  }

  async #keepOrDrop(entry) {
    if (empty(entry)) await this.rows.dropEntry(entry.key);
    else await this.rows.keepEntries(entry);
  }
}

/** The words that travel: nothing of this machine's own bookkeeping. */
export function wire(entry) {
  const { key, unit, definition, period, base_version, changes, remarks, submit, form, after, settles, device, made_at } = entry;
  return { key, unit, definition, period, base_version, changes, remarks, submit, form, after, settles, device, made_at };
}

export function sameLane(one, other) {
  return one.unit === other.unit && one.definition === other.definition && one.period === other.period;
}

/**
 * The value of a field as this machine knows it: the server's, with our own newer words over it.
 * @param held the report as last synced; @param lane our entries of it, oldest first.
 */
export function effective(held, lane, reference, except) {
  let value = held?.values?.[reference] ?? null;
  for (const entry of lane) {
    if (entry.key === except || !counts(entry, held)) continue;
    if (reference in entry.changes) value = entry.changes[reference][1];
  }
  return value;
}

/** Whether an entry's words stand over what was last synced. */
export function counts(entry, held) {
  if (UNSENT.has(entry.state)) return true;
  return entry.state === "stored" && (entry.answer?.version ?? 0) > (held?.version ?? 0);
}

function empty(entry) {
  return !Object.keys(entry.changes).length && !Object.keys(entry.remarks).length;
}

function order(all) {
  return Math.max(0, ...all.map((entry) => entry.order)) + 1;
}
