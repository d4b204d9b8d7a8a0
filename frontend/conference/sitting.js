// A page of a sitting comes to life: hears what happens, shows it, sends acts without leaving the page.
import { listen } from "../lib/live.js";
import { h } from "../lib/dom.js";
import { folded } from "./state.js";
import { parts } from "./parts.js";

const KINDS = [
  "opened", "closed", "joined", "left", "roll_called", "present", "item", "hand_up", "hand_down", "queued", "unqueued",
  "speaking", "spoken", "slide", "vote_opened", "voted", "vote_closed", "awarded", "chat", "opinion", "muted", "kicked",
  "recording", "line", "notice",
];
const PARTS_PAUSE = 250;

const page = JSON.parse(document.getElementById("sitting-page").textContent);
page.csrf = document.body.dataset.csrf;
let state = page.state;
const skew = Date.parse(page.now) - Date.now();
const shown = new Map();

document.documentElement.classList.add("has-js");

function show() {
  for (const holder of document.querySelectorAll("[data-part]")) {
    const render = parts[holder.dataset.part];
    if (!render) continue;
    const made = h("div", {}, ...render(state, page));
    const text = made.innerHTML;
    if (shown.get(holder) === text) continue;
    shown.set(holder, text);
    const kept = focusKey(holder);
    holder.replaceChildren(...made.childNodes);
    if (kept >= 0) holder.querySelectorAll("button, a")[kept]?.focus();
  }
  tick();
}

/** The place of the focused button within a part, so that a redrawn part does not throw the keyboard out. */
function focusKey(holder) {
  return [...holder.querySelectorAll("button, a")].indexOf(document.activeElement);
}

function tick() {
  for (const clock of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() + skew - Date.parse(clock.dataset.since)) / 1000));
    const minutes = Number(clock.dataset.minutes ?? 0);
    const left = minutes * 60 - seconds;
    clock.textContent = minutes ? `${clockText(seconds)} / ${minutes}:00` : clockText(seconds);
    clock.classList.toggle("is-over", minutes > 0 && left < 0);
    clock.classList.toggle("is-near", minutes > 0 && left >= 0 && left < 60);
  }
}

const clockText = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

let partsTimer = 0;

/** The desk's lists are the server's: two desks ask for them, a thousand points never do. */
function askParts() {
  if (!page.urls.parts || partsTimer) return;
  partsTimer = setTimeout(async () => {
    partsTimer = 0;
    try {
      const answer = await fetch(page.urls.parts, { cache: "no-store" });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of fresh.querySelectorAll("[data-desk]")) {
        const holder = document.querySelector(`[data-desk="${part.dataset.desk}"]`);
        if (!holder || shown.get(holder) === part.innerHTML) continue;
        shown.set(holder, part.innerHTML);
        const kept = focusKey(holder);
        holder.replaceChildren(...part.childNodes);
        if (kept >= 0) holder.querySelectorAll("button, a")[kept]?.focus();
      }
      tick();
    } catch { /* the next event asks again */ }
  }, PARTS_PAUSE);
}

/** Sound and picture follow who has the word. */
function tellMedia() {
  const mine = Boolean(page.me) && state.speaking?.who === page.me;
  document.dispatchEvent(new CustomEvent("sitting", { detail: { mine } }));
}

function hear(events) {
  state = folded(state, events);
  tellMedia();
  show();
  askParts();
}

async function stale() {
  const answer = await fetch(page.urls.state, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return null;
  const said = await answer.json();
  state = said.state;
  show();
  askParts();
  return { ticket: said.ticket, after: said.state.seq };
}

function line(found) {
  for (const sign of document.querySelectorAll("[data-line]")) {
    sign.textContent = page.words.lines[found];
    sign.className = `state state-${{ on: "good", asking: "warn" }[found] ?? "bad"}`;
  }
}

async function act(form) {
  const sent = new FormData(form);
  if (!sent.has("key")) sent.set("key", crypto.randomUUID());
  const answer = await send(form.action, sent, 4);
  tell(answer?.ok ? "" : (answer?.message ?? page.words.not_sent));
  if (!answer?.ok) return;
  for (const field of form.querySelectorAll("input[type=text], textarea")) field.value = "";
  if (answer.to) window.location.assign(answer.to);
}

/** The same key each time: an act whose answer was lost on a weak line is written once. */
async function send(address, body, tries) {
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    return { ok: answer.ok, ...(await answer.json()) };
  } catch {
    if (tries <= 1) return null;
    await new Promise((done) => { setTimeout(done, 1500); });
    return send(address, body, tries - 1);
  }
}

function tell(text) {
  const place = document.getElementById("told");
  place.replaceChildren(...(text ? [h("p", { class: "notice notice-bad" }, text)] : []));
}

// The desk sees which points hear and see less than they could, and why.
document.addEventListener("media:level", (event) => {
  const body = new FormData();
  const said = { kind: "line", csrfmiddlewaretoken: page.csrf, key: crypto.randomUUID(), ...event.detail };
  for (const [name, value] of Object.entries(said)) body.set(name, value);
  send(page.urls.act, body, 2);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("act" in form.dataset)) return;
  event.preventDefault();
  if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) return;
  if (event.submitter?.name) {
    form.querySelector(`input[type=hidden][name="${event.submitter.name}"]`)?.remove();
    form.append(h("input", { type: "hidden", name: event.submitter.name, value: event.submitter.value }));
  }
  const pressed = event.submitter;
  if (pressed) pressed.disabled = true;
  act(form).finally(() => { if (pressed) pressed.disabled = false; });
});

document.addEventListener("input", (event) => {
  if (!("filter" in event.target.dataset)) return;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const wanted = plain(event.target.value);
  for (const one of document.querySelectorAll(`${event.target.dataset.filter} option`)) {
    one.hidden = !plain(one.textContent).includes(wanted);
  }
});

show();
tellMedia();
setInterval(tick, 1000);
if (page.topic) listen({ topic: page.topic, ticket: page.ticket, after: state.seq }, KINDS, { event: (one) => hear([one]), state: line, stale });
