// The state of a sitting as a fold over its events: the same as rules/sitting.py, and tested equal to it.
const KEPT = 50;

/** A sitting of which nothing was heard yet. */
export function firstState() {
  return {
    seq: 0, stage: "waiting", opened_at: null, closed_at: null, here: [], roll_at: null, present: [],
    item: null, item_at: null, hands: [], queue: [], speaking: null, slide: null, votes: [], awards: [],
    opinions: [], chat: [], muted: [], kicked: [], recording: false, lines: {}, notice: "",
  };
}

/** The state after some events; those heard before are passed over. */
export function folded(state, events) {
  return events.reduce((now, event) => (event.seq > now.seq ? after(now, event) : now), state);
}

/** The state after one event `{seq, kind, at, who, point, data}`. */
export function after(state, event) {
  const step = steps[event.kind];
  return { ...state, ...(step ? step(state, event) : {}), seq: event.seq };
}

/** The vote that is open now, or undefined. */
export const openVote = (state) => state.votes.find((one) => one.open);

/** Votes by choice, in the order of the choices: [[choice, count]]. */
export function counted(vote) {
  const cast = Object.values(vote.cast);
  return vote.choices.map((choice) => [choice, cast.filter((one) => one === choice).length]);
}

const added = (numbers, more) => [...new Set([...numbers, ...more])].sort((a, b) => a - b);
const removed = (numbers, less) => numbers.filter((one) => !less.includes(one));
const notOf = (list, who) => list.filter((one) => one.who !== who);

function whom(event) {
  const found = "delegate" in event.data ? event.data.delegate : event.who;
  return Number.isInteger(found) ? found : null;
}

function allOf(event) {
  if (event.data.delegates) return event.data.delegates;
  const one = whom(event);
  return one === null ? [] : [one];
}

const line = (event) => ({
  seq: event.seq, who: whom(event), name: event.data.name ?? "", text: event.data.text ?? "", at: event.at,
});

const steps = {
  opened: (_, event) => ({ stage: "sitting", opened_at: event.at }),
  closed: (_, event) => ({
    stage: "closed", closed_at: event.at, speaking: null, hands: [], queue: [], recording: false,
  }),
  joined: (state, event) => ({ here: added(state.here, allOf(event)) }),
  left: (state, event) => ({ here: removed(state.here, allOf(event)) }),
  roll_called: (_, event) => ({ roll_at: event.at, present: [] }),
  present: (state, event) => ({ present: added(state.present, allOf(event)) }),
  item: (_, event) => ({ item: event.data.item ?? null, item_at: event.at }),
  hand_up: (state, event) => ({
    hands: [...notOf(state.hands, event.who), { who: event.who, name: event.data.name ?? "", at: event.at }],
  }),
  hand_down: (state, event) => ({ hands: notOf(state.hands, whom(event)) }),
  queued: (state, event) => ({
    queue: [...notOf(state.queue, whom(event)), { who: whom(event), name: event.data.name ?? "" }],
    hands: notOf(state.hands, whom(event)),
  }),
  unqueued: (state, event) => ({ queue: notOf(state.queue, whom(event)) }),
  speaking: (state, event) => ({
    speaking: {
      who: whom(event), name: event.data.name ?? "", at: event.at, minutes: event.data.minutes ?? 0,
    },
    hands: notOf(state.hands, whom(event)),
    queue: notOf(state.queue, whom(event)),
  }),
  spoken: (state, event) => (state.speaking && state.speaking.who === whom(event) ? { speaking: null } : {}),
  slide: (_, event) => ({ slide: event.data.slide ? { ...event.data, at: event.at } : null }),
  vote_opened: (state, event) => ({
    votes: [...state.votes, {
      vote: event.data.vote ?? "", question: event.data.question ?? "", choices: event.data.choices ?? [],
      open: true, at: event.at, cast: {},
    }],
  }),
  voted: (state, event) => (event.who === null ? {} : {
    votes: state.votes.map((one) => (one.vote === (event.data.vote ?? "") && one.open
      ? { ...one, cast: { ...one.cast, [String(event.who)]: event.data.choice ?? "" } } : one)),
  }),
  vote_closed: (state, event) => ({
    votes: state.votes.map((one) => (one.vote === (event.data.vote ?? "") ? { ...one, open: false } : one)),
  }),
  awarded: (state, event) => ({
    awards: [...state.awards, { text: event.data.text ?? "", point: event.point, at: event.at }],
  }),
  chat: (state, event) => ({ chat: [...state.chat, line(event)].slice(-KEPT) }),
  opinion: (state, event) => ({ opinions: [...state.opinions, line(event)].slice(-KEPT) }),
  muted: (state, event) => ({ muted: (event.data.on ? added : removed)(state.muted, allOf(event)) }),
  kicked: (state, event) => {
    const gone = allOf(event);
    const stays = (list) => list.filter((one) => !gone.includes(one.who));
    return {
      kicked: added(state.kicked, gone), here: removed(state.here, gone), hands: stays(state.hands),
      queue: stays(state.queue),
      speaking: state.speaking && gone.includes(state.speaking.who) ? null : state.speaking,
    };
  },
  recording: (_, event) => ({ recording: Boolean(event.data.on) }),
  line: (state, event) => (event.point === null ? {} : {
    lines: { ...state.lines, [String(event.point)]: { step: event.data.step ?? "", why: event.data.why ?? "" } },
  }),
  notice: (_, event) => ({ notice: event.data.text ?? "" }),
};
