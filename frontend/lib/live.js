// One live line to a topic: server-sent events, resumed where it broke; where lines are blocked, asking every few seconds.
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15000;
const TRIES_BEFORE_ASKING = 3;
const ASK_EVERY = 4000;

/**
 * Listen to a topic until `stop()` is called or the owner refuses.
 * @param {{topic: string, ticket: string, after: ?number}} from where to begin; `after` null hears only what comes from now on
 * @param {string[]} kinds the names of events to hear
 * @param {{event: Function, state: Function, stale: Function}} told `event({seq, kind, …payload})`; `state("on" | "asking" |
 *   "off" | "refused")`; `stale()` brings a new `{ticket, after}` or null when there is none.
 */
export function listen(from, kinds, told) {
  let { ticket, after } = from;
  let source = null;
  let failures = 0;
  let stopped = false;
  let timer = 0;

  const address = (path) => `/live/${from.topic}${path}?ticket=${encodeURIComponent(ticket)}${after === null ? "" : `&after=${after}`}`;

  function hear(event) {
    if (event.seq !== null && after !== null && event.seq <= after) return;
    if (event.seq !== null) after = event.seq;
    told.event(event);
  }

  function open() {
    if (stopped) return;
    source?.close();
    const line = new EventSource(address(""));
    source = line;
    line.onopen = () => {
      failures = 0;
      told.state("on");
    };
    line.onerror = () => {
      line.close();
      if (line === source) lost();
    };
    line.addEventListener("-ticket", (event) => { ticket = JSON.parse(event.data).ticket; });
    line.addEventListener("-again", () => { line.close(); open(); });
    line.addEventListener("-refused", () => end());
    for (const kind of kinds) {
      line.addEventListener(kind, (event) => {
        hear({ ...JSON.parse(event.data), kind, seq: event.lastEventId ? Number(event.lastEventId) : null });
      });
    }
  }

  function lost() {
    failures += 1;
    told.state("off");
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures - 1, 4));
    // Spread, so that a thousand points do not all come back in the same moment.
    later(failures >= TRIES_BEFORE_ASKING ? ask : open, pause * (0.5 + Math.random() / 2));
  }

  async function ask() {
    if (stopped) return;
    try {
      const answer = await fetch(address("/since"), { cache: "no-store" });
      if (answer.status === 403) {
        await renew();
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const said = await answer.json();
      ticket = said.ticket;
      said.events.forEach((one) => hear({ ...one.payload, kind: one.kind, seq: one.seq }));
      told.state("asking");
      failures += 1;
      // Now and then the line itself is tried again.
      later(said.more ? ask : failures % 8 === 0 ? open : ask, said.more ? 0 : ASK_EVERY);
    } catch {
      lost();
    }
  }

  async function renew() {
    const fresh = await told.stale();
    if (!fresh) {
      end();
      return;
    }
    ({ ticket, after } = fresh);
    failures = 0;
    open();
  }

  function end() {
    stop();
    told.state("refused");
  }

  function later(act, pause) {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  }

  open();
  return { stop };
}
