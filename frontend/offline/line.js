// The line to the server: syncing parts, sending the queue. Whatever is cut begins again where it stopped.
import { wire } from "./queue.js";

export class Cut extends Error {}

/** A refusal of the server, with its kind and words. */
export class Told extends Error {
  constructor(status, facts) {
    super(facts.message || String(status));
    this.status = status;
    this.kind = facts.kind || "";
    this.cure = facts.cure || "";
  }
}

const WAIT = 20_000;

export async function ask(path, { account = null, method = "GET", body = null, headers = {} } = {}) {
  const sent = { ...headers };
  if (account !== null) sent["X-Offline-Account"] = String(account);
  if (body !== null) {
    sent["Content-Type"] = "application/json";
    sent["X-CSRFToken"] = cookie("csrftoken");
  }
  const response = await reached(path, { method, headers: sent, body: body === null ? null : JSON.stringify(body) });
  if (response.status >= 500 || response.status === 429) throw new Cut(String(response.status));
  const facts = await read(response);
  if (response.ok) return facts;
  throw new Told(response.status, facts);
}

/** Bring the machine in step; returns the list's facts. Each part is kept as it comes, so a cut loses one part at most. */
export async function sync(base, rows, cursor) {
  const facts = await ask(`${base}sync?cursor=${encodeURIComponent(cursor || "")}`, { account: rows.id });
  if (!facts.parts) return facts;
  const held = await rows.parts();
  for (const [name, digest] of facts.parts) {
    if (held.get(name) !== digest) await rows.keepPart(name, digest, await ask(`${base}parts/${name}`, { account: rows.id }));
  }
  const wanted = new Set(facts.parts.map(([name]) => name));
  await rows.dropParts([...held.keys()].filter((name) => !wanted.has(name)));
  return facts;
}

/**
 * Send what is sealed, oldest first, one tab at a time.
 * @returns {Promise<{sent: number, refused: number, stopped: Told|Cut|null}>}
 */
export async function flush(base, queue) {
  const work = async (lock) => {
    if (!lock) return { sent: 0, refused: 0, stopped: null }; // another tab is sending
    let sent = 0;
    let refused = 0;
    for (const entry of await queue.entries()) {
      if (entry.state !== "sealed" && entry.state !== "held") continue;
      try {
        const answer = await ask(`${base}entries`, { account: queue.rows.id, method: "POST", body: wire(entry) });
        await queue.answered(entry.key, answer.fate, answer);
        sent += 1;
      } catch (fault) {
        if (!(fault instanceof Told) && !(fault instanceof Cut)) throw fault;
        if (fault instanceof Cut || stops(fault)) return { sent, refused, stopped: fault };
        const refusal = { kind: fault.kind, message: fault.message, cure: fault.cure, rows: [] };
        await queue.answered(entry.key, "refused", { refusal });
        refused += 1;
      }
    }
    return { sent, refused, stopped: null };
  };
  return navigator.locks.request(`binhyen-send-${queue.rows.id}`, { ifAvailable: true }, work);
}

function stops(fault) {
  // A page of the server instead of our JSON (a token that ran out) is no answer to the entry.
  return !fault.kind || fault.kind === "signed-out" || fault.kind === "other-account";
}

async function reached(path, options) {
  const timer = AbortSignal.timeout ? AbortSignal.timeout(WAIT) : undefined;
  try {
    return await fetch(path, { ...options, credentials: "same-origin", cache: "no-store", redirect: "error", signal: timer });
  } catch (fault) {
    throw new Cut(String(fault));
  }
}

async function read(response) {
  try {
    return await response.json();
  } catch {
    if (response.ok) throw new Cut("answer cut");
    return {};
  }
}

function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
