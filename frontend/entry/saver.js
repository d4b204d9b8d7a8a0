// Autosave: one request at a time, a pause after typing, patience without a network; nothing is forgotten on the way.

const PAUSE = 1200;
const AGAIN = 5000;

export class Saver {
  /**
   * @param {{url: string, token: string, body: () => object|null, done: (answer: object, sent: object) => void,
   *   clash: (answer: object) => void, state: (name: string, detail?: string) => void}} parts
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.waiting = null;
    this.running = false;
    window.addEventListener("online", () => this.soon(0));
    window.addEventListener("beforeunload", (event) => this.body() && event.preventDefault());
  }

  /** Save after a pause; typing on begins the pause anew. */
  soon(pause = PAUSE) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.now(), pause);
  }

  async now() {
    if (this.running) return this.soon();
    const sent = this.body();
    if (!sent) return;
    this.running = true;
    this.state("saving");
    try {
      await this.send(sent);
    } catch {
      this.state("offline");
      this.soon(AGAIN);
    } finally {
      this.running = false;
    }
  }

  async send(sent) {
    const answer = await fetch(this.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
      body: JSON.stringify(sent),
    });
    const said = await answer.json();
    if (answer.ok) this.done(said, sent);
    else if (answer.status === 409 && said.clashes) this.clash(said);
    else this.state("refused", said.message ?? Object.values(said.faults ?? {})[0] ?? "");
  }
}
