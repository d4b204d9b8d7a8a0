// Sound and picture of a sitting, wherever a section `data-controller="media"` stands. Nothing is opened before somebody asks for it.
import { h } from "../lib/dom.js";
import { listen } from "../lib/live.js";
import * as janus from "./media-janus.js";
import * as mesh from "./media-mesh.js";
import { begin, carries, choose, LEVELS, step } from "./media-ladder.js";
import { gather, measure } from "./media-stats.js";

const LOOK = 2000;
const PROBE_EVERY = 5; // looks between two tries of a line on which nothing flows
const LONGEST_PAUSE = 10000;

class Media {
  constructor(section) {
    this.section = section;
    this.tiles = new Map();
    this.failures = 0;
    this.wordIsMine = false;
    section.querySelector("[data-media-start]").addEventListener("click", () => this.start());
    document.addEventListener("sitting", (event) => this.wordChanged(event.detail));
  }

  async start() {
    this.running = true;
    await this.connect();
    if (this.ticket && this.ticket.backend !== "none" && !this.timer) this.timer = setInterval(() => this.look(), LOOK);
  }

  /** With the word comes the right to send: a new ticket and a new connection. */
  wordChanged({ mine }) {
    if (mine === this.wordIsMine) return;
    this.wordIsMine = mine;
    if (this.running) this.again();
  }

  async fetchTicket() {
    const answer = await fetch(this.section.dataset.ticketUrl, { cache: "no-store" });
    if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { status: answer.status });
    return answer.json();
  }

  async connect() {
    try {
      this.ticket = await this.fetchTicket();
    } catch (fault) {
      if (fault.status === 403) this.end("why.kicked");
      else this.retry("why.server");
      return;
    }
    this.texts = this.ticket.texts;
    if (this.ticket.backend === "none") {
      this.draw();
      this.say("why.none");
      return;
    }
    this.ladder ??= begin("video");
    this.listenToRoom();
    this.draw();
    if (carries(this.ladder.level)) await this.enter();
  }

  async enter() {
    const { ticket } = this;
    if (ticket.mayPublish) await this.openDevices();
    if (ticket.backend === "mesh" && !this.local) {
      this.say(ticket.mayPublish ? "why.devices" : "why.viewer");
      return;
    }
    const told = {
      stream: (id, stream) => this.show(id, stream),
      gone: (id) => this.hide(id),
      lost: (code) => this.lost(code),
    };
    try {
      const backend = ticket.backend === "janus" ? janus : mesh;
      this.room = await backend.join(ticket, this.local, told, async () => { this.ticket = await this.fetchTicket(); return this.ticket; });
      this.failures = 0;
      this.before = null;
      this.apply();
      this.say(this.ladder.why.code, this.ladder.why);
    } catch (fault) {
      if (fault.code === "full") this.say("why.full", { count: 4 });
      else if (!this.waiting) this.retry("why.server");
    }
  }

  async openDevices() {
    if (this.local) return;
    const sizes = { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 15 } };
    try {
      this.local = await navigator.mediaDevices.getUserMedia({ audio: true, video: sizes });
    } catch {
      this.local = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    }
    if (!this.local) {
      this.say("why.devices");
      return;
    }
    this.show("self", this.local);
  }

  listenToRoom() {
    this.live?.stop();
    this.live = listen(mesh.place(this.ticket.live), ["recording", "muted", "kicked", "closed", "speaking"], {
      event: (one) => this.told(one),
      state: () => {},
      stale: async () => {
        try { return mesh.place((await this.fetchTicket()).live); } catch { return null; }
      },
    });
    this.recording = this.ticket.recording;
    this.muted = this.ticket.muted;
  }

  told({ kind, id, on }) {
    if (kind === "recording") this.recording = on;
    else if (kind === "closed") this.end("why.closed");
    else if (kind === "kicked" && id === this.ticket.id) this.end("why.kicked");
    else if (kind === "muted" && id === this.ticket.id) {
      this.muted = on;
      this.apply();
    } else if (kind === "speaking" && !on) this.room?.drop?.(id);
    this.draw();
  }

  lost(code) {
    this.drop();
    if (code === janus.GONE) this.connect(); // the site knows why: thrown out, closed, or only a ticket too old
    else this.retry("why.server");
  }

  retry(why) {
    this.say(why);
    this.failures += 1;
    clearTimeout(this.waiting);
    const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** Math.min(this.failures - 1, 4)) * (0.5 + Math.random() / 2);
    this.waiting = setTimeout(() => { this.waiting = 0; if (this.running) this.connect(); }, pause);
  }

  again() {
    this.drop();
    this.connect();
  }

  drop() {
    this.room?.leave();
    this.room = null;
    [...this.tiles.keys()].filter((id) => id !== "self").forEach((id) => this.hide(id));
  }

  end(why) {
    this.running = false;
    clearInterval(this.timer);
    this.timer = 0;
    clearTimeout(this.waiting);
    this.drop();
    this.live?.stop();
    this.local?.getTracks().forEach((track) => track.stop());
    this.local = null;
    this.hide("self");
    if (why) this.say(why);
  }

  /** One look at the line; the ladder says what follows. */
  async look() {
    if (!this.running || !this.ladder) return;
    const level = this.ladder.level;
    let sample;
    if (carries(level)) {
      // Without a room there is no line to judge: the server is asked again and again meanwhile.
      if (!this.room || (!this.room.expects && (this.ticket.backend === "mesh" || !this.local))) return;
      const after = await gather(this.room.connections);
      const before = this.before ?? after;
      this.before = after;
      sample = measure(before, after, { expecting: this.room.expects });
      // The browser's estimate of the line grows only while real pictures are sent.
      if (level !== "video") sample.kbits = null;
    } else {
      this.looks = (this.looks ?? 0) + 1;
      if (this.looks % PROBE_EVERY) return;
      sample = await probe(this.section.dataset.probeUrl);
    }
    // Each try below stands for several looks, so that climbing takes as long as it is meant to.
    const times = carries(level) ? 1 : PROBE_EVERY;
    for (let round = 0; round < times; round += 1) {
      this.ladder = step(this.ladder, sample);
      if (this.ladder.changed) {
        this.stepped();
        return;
      }
    }
  }

  choose(level) {
    this.ladder = choose(this.ladder, level);
    if (this.ladder.changed) this.stepped();
  }

  stepped() {
    const { level, why } = this.ladder;
    document.documentElement.dataset.level = level;
    if (!carries(level)) this.drop();
    else if (!this.room) this.connect();
    this.apply();
    this.say(why.code, why);
    this.draw();
    this.section.dispatchEvent(new CustomEvent("media:level", { bubbles: true, detail: { step: level, why: this.text(why.code, why) } }));
  }

  /** Send and ask for what the level carries. */
  apply() {
    const video = this.ladder?.level === "video";
    this.local?.getVideoTracks().forEach((track) => { track.enabled = video && !this.cameraOff; });
    this.local?.getAudioTracks().forEach((track) => { track.enabled = !this.microphoneOff && !this.muted; });
    this.room?.pictures(video);
  }

  show(id, stream) {
    let tile = this.tiles.get(id);
    if (!tile) {
      const picture = h("video", { autoplay: true, playsinline: true });
      picture.muted = id === "self";
      tile = h("figure", { class: "tile", "data-tile": id }, picture, h("figcaption", {}, id === "self" ? this.text("self") : ""));
      this.tiles.set(id, tile);
      this.part("tiles").append(tile);
      if (id !== "self") this.name();
    }
    const picture = tile.querySelector("video");
    if (picture.srcObject !== stream) picture.srcObject = stream;
    // A page without a click yet may not make sound; the reader can ask for it.
    picture.play?.().catch(() => {});
  }

  hide(id) {
    this.tiles.get(id)?.remove();
    this.tiles.delete(id);
  }

  async name() {
    clearTimeout(this.naming);
    this.naming = setTimeout(async () => {
      const answer = await fetch(this.section.dataset.namesUrl, { cache: "no-store" }).catch(() => null);
      if (!answer?.ok) return;
      const names = await answer.json();
      for (const [id, tile] of this.tiles) if (names[id]) tile.querySelector("figcaption").textContent = names[id];
    }, 300);
  }

  say(code, details = {}) {
    this.part("why").textContent = this.text(code, details);
  }

  text(code, details = {}) {
    const said = this.texts?.[code] ?? "";
    return said.replace(/\{(\w+)\}/g, (_all, name) => details[name] ?? "");
  }

  part(name) {
    return this.section.querySelector(`[data-media-${name}]`);
  }

  draw() {
    this.section.dataset.level = this.ladder?.level ?? "";
    this.section.querySelector("[data-media-start]").hidden = true;
    const toggle = (label, off, act) => {
      const made = h("button", { type: "button", class: "button", "aria-pressed": off ? "false" : "true" }, label);
      made.addEventListener("click", act);
      return made;
    };
    const levels = h("select", { class: "field", "aria-label": this.text("level") }, h("option", { value: "" }, this.text("automatic")),
      LEVELS.map((one) => h("option", { value: one, selected: this.ladder?.chosen === one }, this.text(`level.${one}`))));
    levels.addEventListener("change", () => this.choose(levels.value || null));
    this.part("controls").replaceChildren(...[
      this.ladder && h("span", { class: "state state-info" }, this.text(`level.${this.ladder.level}`)),
      this.recording && h("span", { class: "state state-bad" }, this.text("recording")),
      this.muted && h("span", { class: "state state-warn" }, this.text("muted")),
      this.local && toggle(this.text("microphone"), this.microphoneOff, () => { this.microphoneOff = !this.microphoneOff; this.apply(); this.draw(); }),
      this.local && toggle(this.text("camera"), this.cameraOff, () => { this.cameraOff = !this.cameraOff; this.apply(); this.draw(); }),
      this.ladder && levels,
    ].filter(Boolean));
  }
}

/** What the line takes now, from one small file that no cache may answer. */
async function probe(address) {
  const began = performance.now();
  try {
    const answer = await fetch(address, { cache: "no-store" });
    const size = (await answer.arrayBuffer()).byteLength;
    const took = performance.now() - began;
    return { connected: true, stalled: false, loss: null, kbits: (size * 8) / took, rtt: took / 2 };
  } catch {
    return { connected: false, stalled: false, loss: null, kbits: null, rtt: null };
  }
}

for (const section of document.querySelectorAll("[data-controller=media]")) section.media = new Media(section);
