// A room of Janus' VideoRoom through the site's own socket: one handle sends, one receives from everybody.
//
// The proxy writes token, room and id into our frames, so this client says only what it wants. Written here rather than taken from
// the npm client: a tenth of its size, and the proxy's closing codes tell what to do next.
const KEEPALIVE = 25000;
const PATIENCE = 10000;
export const REFUSED = 4403;
export const GONE = 4410;

/** Join a room; `told` is `{stream(id, stream), gone(id), lost(code)}`. Resolves once inside. */
export async function join(ticket, local, told) {
  const line = new WebSocket(`${window.location.origin.replace(/^http/, "ws")}${ticket.socket}?ticket=${encodeURIComponent(ticket.token)}`, "janus-protocol");
  const room = new Room(line, ticket, told);
  await room.open();
  await room.enter(local);
  return room;
}

class Room {
  constructor(line, ticket, told) {
    Object.assign(this, { line, told });
    this.servers = { iceServers: ticket.iceServers };
    this.own = ticket.id;
    this.waiting = new Map();
    this.handles = new Map();
    this.feeds = new Map(); // mid of the receiving connection → id of who sends
    this.streams = new Map(); // id → MediaStream
    this.subscribed = new Set();
    this.work = Promise.resolve();
    this.count = 0;
    this.wanted = true;
    this.left = false;
  }

  open() {
    return new Promise((done, failed) => {
      this.line.onopen = async () => {
        try {
          this.session = (await this.ask({ janus: "create" })).data.id;
          this.timer = setInterval(() => this.send({ janus: "keepalive" }), KEEPALIVE);
          done();
        } catch (fault) { failed(fault); }
      };
      this.line.onmessage = (message) => this.hear(JSON.parse(message.data));
      this.line.onclose = (event) => {
        clearInterval(this.timer);
        this.close();
        failed(new Error(`closed ${event.code}`));
        if (!this.left) this.told.lost(event.code);
      };
    });
  }

  async enter(local) {
    this.sending = await this.attach((said) => this.roomSaid(said));
    const joined = await this.message(this.sending, { request: "join", ptype: "publisher" });
    this.privateId = joined.data.private_id;
    if (local) await this.publish(local);
    await this.take(joined.data.publishers ?? []);
  }

  async publish(local) {
    const out = this.connection(this.sending);
    this.out = out;
    // Sound first: the server mutes somebody by the first line of the offer.
    for (const track of [...local.getAudioTracks(), ...local.getVideoTracks()]) {
      out.addTransceiver(track, { direction: "sendonly", streams: [local] });
    }
    await out.setLocalDescription(await out.createOffer());
    const answered = await this.message(this.sending, { request: "publish" }, out.localDescription);
    await out.setRemoteDescription(answered.jsep);
  }

  /** Receive from these too; one after the other, since each changes one connection. */
  take(publishers) {
    const fresh = publishers.filter((one) => one.id !== this.own && !this.subscribed.has(one.id));
    fresh.forEach((one) => this.subscribed.add(one.id));
    if (!fresh.length) return this.work;
    const streams = fresh.map((one) => ({ feed: one.id }));
    this.work = this.work.then(() => (this.receiving ? this.more(streams) : this.first(streams))).catch(() => {
      fresh.forEach((one) => this.subscribed.delete(one.id));
    });
    return this.work;
  }

  async first(streams) {
    const handle = await this.attach((said, jsep) => this.renewed(said, jsep));
    const offered = await this.message(handle, { request: "join", ptype: "subscriber", streams, private_id: this.privateId });
    this.receiving = handle;
    this.in = this.connection(handle);
    this.in.ontrack = (event) => this.arrived(event);
    await this.answer(offered);
  }

  async more(streams) {
    const offered = await this.message(this.receiving, { request: "subscribe", streams });
    if (offered.jsep) await this.answer(offered);
  }

  async answer(offered) {
    for (const one of offered.data.streams ?? []) this.feeds.set(String(one.mid), one.feed_id);
    await this.in.setRemoteDescription(offered.jsep);
    await this.in.setLocalDescription(await this.in.createAnswer());
    await this.message(this.receiving, { request: "start" }, this.in.localDescription, true);
    // Whoever came while only sound was wanted sends no picture either.
    if (!this.wanted) this.pictures(false);
  }

  /** The server renegotiates by itself when somebody stops sending. */
  renewed(said, jsep) {
    if (jsep?.type === "offer") this.work = this.work.then(() => this.answer({ data: said, jsep })).catch(() => {});
  }

  arrived(event) {
    const id = this.feeds.get(String(event.transceiver.mid));
    if (!id) return;
    const stream = this.streams.get(id) ?? new MediaStream();
    this.streams.set(id, stream);
    stream.getTracks().filter((one) => one.kind === event.track.kind).forEach((one) => stream.removeTrack(one));
    stream.addTrack(event.track);
    this.told.stream(id, stream);
  }

  roomSaid(said) {
    if (said.publishers) this.take(said.publishers);
    const gone = said.leaving ?? said.unpublished;
    if (gone && gone !== "ok" && gone !== this.own) {
      this.subscribed.delete(gone);
      this.streams.delete(gone);
      this.told.gone(gone);
    }
  }

  /** Whether pictures of others are wanted; sound always is. */
  pictures(on) {
    this.wanted = on;
    if (!this.in) return;
    const streams = this.in.getTransceivers()
      .filter((one) => one.receiver.track.kind === "video" && one.mid !== null)
      .map((one) => ({ mid: one.mid, send: on }));
    if (streams.length) this.message(this.receiving, { request: "configure", streams }, null, true);
  }

  get connections() {
    return [this.out, this.in].filter(Boolean);
  }

  get expects() {
    return this.streams.size > 0;
  }

  connection(handle) {
    const made = new RTCPeerConnection(this.servers);
    made.onicecandidate = (event) => {
      const candidate = event.candidate?.toJSON() ?? { completed: true };
      this.send({ janus: "trickle", handle_id: handle, candidate });
    };
    return made;
  }

  async attach(hear) {
    const handle = (await this.ask({ janus: "attach", plugin: "janus.plugin.videoroom" })).data.id;
    this.handles.set(handle, hear);
    return handle;
  }

  async message(handle, body, jsep = null, forget = false) {
    const said = { janus: "message", handle_id: handle, body, ...(jsep ? { jsep: { type: jsep.type, sdp: jsep.sdp } } : {}) };
    if (forget) {
      this.send(said);
      return null;
    }
    const answer = await this.ask(said);
    const data = answer.plugindata?.data ?? {};
    if (data.error_code) throw new Error(`${data.error_code} ${data.error}`);
    return { data, jsep: answer.jsep };
  }

  send(said) {
    if (this.line.readyState !== WebSocket.OPEN) return "";
    this.count += 1;
    const transaction = `t${this.count}`;
    this.line.send(JSON.stringify({ ...said, transaction, ...(this.session ? { session_id: this.session } : {}) }));
    return transaction;
  }

  ask(said) {
    return new Promise((done, failed) => {
      const transaction = this.send(said);
      const timer = setTimeout(() => failed(new Error("no answer")), PATIENCE);
      this.waiting.set(transaction, { done, failed, timer });
    });
  }

  hear(said) {
    const asked = this.waiting.get(said.transaction);
    if (asked && said.janus !== "ack") {
      clearTimeout(asked.timer);
      this.waiting.delete(said.transaction);
      if (said.janus === "error") asked.failed(new Error(said.error.reason));
      else asked.done(said);
    }
    if (said.janus === "event") {
      // The answer to a wish may tell of others too.
      if (!asked) this.handles.get(said.sender)?.(said.plugindata?.data ?? {}, said.jsep);
      else if (said.sender === this.sending && said.plugindata?.data?.videoroom === "event") this.roomSaid(said.plugindata.data);
    } else if (said.janus === "timeout") this.line.close();
  }

  close() {
    this.connections.forEach((one) => one.close());
    this.waiting.forEach((one) => { clearTimeout(one.timer); one.failed(new Error("closed")); });
    this.waiting.clear();
  }

  leave() {
    this.left = true;
    this.close();
    this.line.close();
  }
}
