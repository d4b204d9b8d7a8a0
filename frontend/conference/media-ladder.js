// The ladder video → audio → slides → text: steps down and back by itself, and says why. Pure: no clock, no browser.
//
// A sample is one look at the line, every two seconds while sound or picture flows, more seldom below:
//   { connected: bool, loss: 0…1 or null, kbits: what the line still takes or null, rtt: ms or null, stalled: bool }
// null means not measured. A step needs several samples in a row, so that one bad second changes nothing.

export const LEVELS = ["text", "slides", "audio", "video"];

// The least each level needs. Slides and roll call fit a line of 32 kbit/s; a picture of ours is 350 kbit/s at most.
export const NEEDS = {
  video: { kbits: 250, loss: 0.08, rtt: 1200 },
  audio: { kbits: 48, loss: 0.2, rtt: 2500 },
  slides: { kbits: 12, loss: 1, rtt: 8000 },
};

export const RULES = {
  downAfter: 3, // bad samples in a row before one step down
  cutAfter: 2, // samples without a connection before sound and picture are given up
  upAfter: 5, // good samples in a row before one step up …
  upAfterMost: 80, // … doubled up to this when the last climb did not hold
  heldAfter: 30, // samples on a level after which the climb counts as held
  margin: 1.3, // a climb needs so much more than the level itself
};

/** A ladder at its highest rung. `most` is the highest level allowed here: slides where nothing else is carried. */
export function begin(most = "video", code = "why.start") {
  return { level: most, most, bad: 0, cut: 0, good: 0, wait: RULES.upAfter, age: 0, climbed: false, why: { code } };
}

/** The next state after a sample; `changed` is true when the level is another. The given state is not touched. */
export function step(state, sample) {
  const cut = sample.connected && !sample.stalled ? 0 : state.cut + 1;
  if (carries(state.level) && cut >= RULES.cutAfter) return fall(state, "slides", { code: "why.cut" });
  const fault = cut ? null : faultOf(state.level, sample, 1);
  const bad = fault ? state.bad + 1 : 0;
  if (fault && bad >= RULES.downAfter) return fall(state, below(state.level), fault);
  const good = climbs(state, sample, fault || cut) ? state.good + 1 : 0;
  if (good >= state.wait) return climb(state);
  const age = state.age + 1;
  const held = age >= RULES.heldAfter && !fault;
  return { ...state, bad, cut, good, age, wait: held ? RULES.upAfter : state.wait, climbed: state.climbed && !held, changed: false };
}

/** The ladder after the reader chose a level, or `null` for choosing by itself again. */
export function choose(state, level) {
  if (!level) return { ...state, chosen: null, good: 0, bad: 0, changed: false };
  const next = lower(level, state.most);
  return { ...reset(state), level: next, chosen: next, why: { code: "why.choice" }, changed: next !== state.level };
}

/** The ladder when more or less than before may be carried here, such as when four speakers are there already. */
export function limit(state, most, why) {
  const level = state.chosen ? lower(state.chosen, most) : most;
  return { ...reset(state), most, level, why, changed: level !== state.level };
}

/** Whether a level needs a connection for sound or picture. */
export function carries(level) {
  return level === "video" || level === "audio";
}

/** The fault of a sample for a level as a reason with its figures, or null. `margin` > 1 asks for more than the least. */
export function faultOf(level, sample, margin) {
  const need = NEEDS[level];
  if (!need) return null;
  if (sample.loss !== null && sample.loss > need.loss / margin) return { code: "why.loss", loss: Math.round(sample.loss * 100) };
  if (sample.kbits !== null && sample.kbits < need.kbits * margin) return { code: "why.slow", kbits: Math.round(sample.kbits) };
  if (sample.rtt !== null && sample.rtt > need.rtt / margin) return { code: "why.late", rtt: Math.round(sample.rtt) };
  return null;
}

function climbs(state, sample, fault) {
  if (fault || state.chosen || state.level === state.most) return false;
  const next = above(state.level);
  // Below audio nothing flows that could be measured, so a climb must rest on a line that was tried.
  if (!carries(state.level) && sample.kbits === null) return false;
  return faultOf(next, sample, RULES.margin) === null;
}

function climb(state) {
  return { ...reset(state), level: above(state.level), climbed: true, wait: state.wait, why: { code: "why.better" }, changed: true };
}

function fall(state, level, why) {
  // Whoever falls soon after climbing waits twice as long before trying again.
  const wait = state.climbed ? Math.min(state.wait * 2, RULES.upAfterMost) : state.wait;
  return { ...reset(state), level, wait, climbed: false, why, changed: level !== state.level };
}

function reset(state) {
  return { ...state, bad: 0, cut: 0, good: 0, age: 0 };
}

function above(level) {
  return LEVELS[Math.min(LEVELS.indexOf(level) + 1, LEVELS.length - 1)];
}

function below(level) {
  return LEVELS[Math.max(LEVELS.indexOf(level) - 1, 0)];
}

function lower(one, other) {
  return LEVELS[Math.min(LEVELS.indexOf(one), LEVELS.indexOf(other))];
}
