// A mesh of at most four speakers: each sends to each; the site only carries their signals.
import { listen } from "../lib/live.js";

const BEAT = 10000;
const PATIENCE = 4000;

/** Join the mesh; `told` is `{stream(id, stream), gone(id), lost(code)}`, `renew()` brings a ticket that is still good. */
export async function join(ticket, local, told, renew) {
  const mesh = new Mesh(ticket, local, told, renew);
  await mesh.enter();
  return mesh;
}

class Mesh {
  constructor(ticket, local, told, renew) {
    Object.assign(this, { ticket, local, told, renew });
    this.peers = new Map(); // id → {connection, waiting: candidates that came before the description}
  }

  async enter() {
    this.line = listen(place(this.ticket.inbox), ["offer", "answer", "candidate", "want"], {
      event: (one) => this.hear(one),
      state: () => {},
      stale: async () => place((await this.renew()).inbox),
    });
    const { speakers } = await this.signal("hello");
    this.timer = setInterval(() => this.beat(), BEAT);
    window.addEventListener("pagehide", () => this.farewell());
    await Promise.all(speakers.map((one) => this.offer(one.id)));
  }

  async beat() {
    const said = await this.signal("beat").catch(() => ({ alive: true }));
    if (!said.alive) this.told.lost(0);
  }

  async offer(id) {
    const { connection } = this.peer(id);
    await connection.setLocalDescription(await connection.createOffer());
    await this.signal("offer", id, connection.localDescription);
  }

  async hear({ kind, from, data }) {
    if (kind === "offer") {
      this.drop(from);
      const { connection } = this.peer(from);
      await this.described(from, data);
      await connection.setLocalDescription(await connection.createAnswer());
      await this.signal("answer", from, connection.localDescription);
    } else if (kind === "answer") {
      await this.described(from, data);
    } else if (kind === "candidate") {
      const peer = this.peers.get(from);
      if (peer?.connection.remoteDescription) await peer.connection.addIceCandidate(data);
      else peer?.waiting.push(data);
    }
  }

  async described(id, description) {
    const peer = this.peers.get(id);
    if (!peer) return;
    await peer.connection.setRemoteDescription(description);
    for (const candidate of peer.waiting.splice(0)) await peer.connection.addIceCandidate(candidate);
  }

  peer(id) {
    const connection = new RTCPeerConnection({ iceServers: this.ticket.iceServers });
    const made = { connection, waiting: [] };
    this.peers.set(id, made);
    this.local.getTracks().forEach((track) => connection.addTrack(track, this.local));
    connection.onicecandidate = (event) => {
      if (event.candidate) this.signal("candidate", id, event.candidate.toJSON()).catch(() => {});
    };
    connection.ontrack = (event) => this.told.stream(id, event.streams[0]);
    connection.onconnectionstatechange = () => this.changed(id, connection);
    return made;
  }

  /** A line that broke is made anew by one of the two, unless the other one is gone for good. */
  changed(id, connection) {
    const broken = () => ["disconnected", "failed"].includes(connection.connectionState);
    if (!broken()) return;
    setTimeout(() => {
      if (!broken() || this.peers.get(id)?.connection !== connection) return;
      this.drop(id);
      if (this.ticket.id < id) this.offer(id).catch(() => this.drop(id));
    }, PATIENCE);
  }

  /** Somebody stopped sending. */
  drop(id) {
    const peer = this.peers.get(id);
    if (!peer) return;
    peer.connection.close();
    this.peers.delete(id);
    this.told.gone(id);
  }

  pictures() { /* each speaker steps down by what it sends; three pictures are asked for at most */ }

  get connections() {
    return [...this.peers.values()].map((one) => one.connection);
  }

  get expects() {
    return this.peers.size > 0;
  }

  async signal(kind, to = "", data = null) {
    if (Date.parse(this.ticket.expiresAt) - Date.now() < 30000) this.ticket = await this.renew();
    const answer = await fetch(this.ticket.signals, {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ticket: this.ticket.token, kind, to, data }),
    });
    const said = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(said.message), { code: said.code });
    return said;
  }

  /** A page that closes cannot wait for an answer. */
  farewell() {
    const said = JSON.stringify({ ticket: this.ticket.token, kind: "bye", to: "", data: null });
    navigator.sendBeacon(this.ticket.signals, new Blob([said], { type: "application/json" }));
  }

  leave() {
    clearInterval(this.timer);
    this.line.stop();
    this.signal("bye").catch(() => {});
    [...this.peers.keys()].forEach((id) => this.drop(id));
  }
}

/** Where to listen, from an address the ticket holds; only what comes from now on. */
export function place(address) {
  const url = new URL(address, window.location.origin);
  return { topic: url.pathname.replace(/^\/live\//, ""), ticket: url.searchParams.get("ticket"), after: null };
}
