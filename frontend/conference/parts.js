// What a point, a phone and the hall see of a sitting; the server renders the same parts first (_parts.html).
import { counted, openVote } from "./state.js";
import { h } from "../lib/dom.js";

/** The functions by part: `(state, page) => children`; `page` holds words, items, the hall's people, who I am. */
export const parts = { stage, notice, item, slide, floor, hand, roll, vote, chat };

const button = (page, kind, label, fields = {}, look = "") => h(
  "form", { method: "post", action: page.urls.act, "data-act": "" },
  h("input", { type: "hidden", name: "csrfmiddlewaretoken", value: page.csrf }),
  h("input", { type: "hidden", name: "kind", value: kind }),
  Object.entries(fields).map(([name, value]) => h("input", { type: "hidden", name, value })),
  h("button", { class: `button ${look}` }, label),
);

function stage(state, page) {
  const { words } = page;
  return [
    h("span", { class: `state state-${{ sitting: "good", closed: "info" }[state.stage] ?? "warn"}` },
      words.stages[state.stage]),
    state.recording && h("span", { class: "state state-bad" }, words.recording),
    h("span", {}, `${words.points_here}: ${state.here.length}`),
  ];
}

function notice(state) {
  return state.notice ? [h("p", { class: "notice" }, state.notice)] : [];
}

function item(state, page) {
  const title = page.items[state.item];
  if (!title) return [h("p", { class: "quiet" }, page.words.no_item)];
  return [h("p", { class: "now" }, title), timer(state.item_at)];
}

function timer(since, minutes = 0) {
  return h("span", { class: "timer", "data-since": since, "data-minutes": minutes || null });
}

function slide(state, page) {
  const shown = state.slide;
  if (!shown) return [h("p", { class: "quiet" }, page.words.no_slide)];
  return [
    h("h3", { class: "slide-title" }, shown.title),
    ...(shown.body ? shown.body.split("\n").map((line) => h("p", {}, line)) : []),
    shown.table && table(shown.table, page),
    shown.table && h("p", { class: "quiet" },
      `${shown.live ? page.words.live_at : page.words.frozen_at} ${clockTime(shown.table.as_of, page)} · `
      + `${page.words.reported}: ${shown.table.reported}/${shown.table.expected}`),
    shown.live && page.urls.drill && h("p", {}, h("a", {
      class: "button", href: page.urls.drill.replace("/0/", `/${shown.slide}/`), target: "_blank", rel: "noopener",
    }, page.words.drill)),
  ];
}

function table(found, page) {
  const number = new Intl.NumberFormat(page.language, { maximumFractionDigits: 2 });
  const told = (value) => (value === null ? "–" : number.format(value));
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": found.measure },
    h("table", {},
      h("caption", {}, `${found.measure} · ${found.under} · ${found.period}`),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, page.words.unit),
        h("th", { scope: "col", class: "figure" }, found.unit || page.words.value))),
      h("tbody", {}, found.rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name),
        h("td", { class: "figure" }, told(row.value))))),
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, page.words.total),
        h("td", { class: "figure" }, told(found.total))))),
    found.more > 0 && h("p", { class: "quiet" }, `${page.words.more}: ${found.more}`));
}

function floor(state, page) {
  const one = state.speaking;
  const told = one
    ? [h("p", { class: "now" }, one.name), timer(one.at, one.minutes)]
    : [h("p", { class: "quiet" }, page.words.nobody_speaks)];
  if (!state.queue.length) return told;
  return [...told, h("p", { class: "quiet" }, page.words.next),
    h("ol", {}, state.queue.map((next) => h("li", {}, next.name)))];
}

function hand(state, page) {
  const { me, words } = page;
  if (!me || state.stage !== "sitting") return [];
  if (state.speaking?.who === me) {
    return [h("p", { class: "now" }, words.you_speak), button(page, "spoken", words.end_speech, {}, "button-main")];
  }
  const place = state.queue.findIndex((one) => one.who === me);
  if (place >= 0) return [h("p", {}, `${words.your_place}: ${place + 1}`)];
  return state.hands.some((one) => one.who === me)
    ? [h("p", {}, words.hand_is_up), button(page, "hand_down", words.hand_down)]
    : [button(page, "hand_up", words.hand_up, {}, "button-main")];
}

function roll(state, page) {
  const { words } = page;
  if (!state.roll_at || state.stage !== "sitting" || !page.hall.length) return [];
  return [h("ul", { class: "plain" }, page.hall.map((one) => h("li", { class: "line" },
    h("span", {}, one.name),
    state.present.includes(one.id)
      ? h("span", { class: "state state-good" }, words.present)
      : button(page, "present", words.answer_roll, { delegate: one.id }, "button-main"))))];
}

function vote(state, page) {
  const open = openVote(state);
  const shown = open ?? state.votes[state.votes.length - 1];
  if (!shown) return [h("p", { class: "quiet" }, page.words.no_vote)];
  const told = [h("p", { class: "now" }, shown.question)];
  if (open) {
    for (const one of page.hall.filter((seat) => seat.votes)) {
      const mine = open.cast[String(one.id)];
      told.push(h("fieldset", {}, h("legend", {}, one.name), h("div", { class: "buttons" },
        open.choices.map((choice) => button(page, "voted", choiceWord(choice, page),
          { vote: open.vote, choice, delegate: one.id }, mine === choice ? "button-main is-chosen" : "")))));
    }
  }
  const cast = Object.keys(shown.cast).length;
  told.push(h("p", { class: "quiet" }, `${open ? page.words.vote_open : page.words.vote_closed} · ${page.words.cast}: ${cast}`));
  if (!open) {
    told.push(h("ul", { class: "plain counts" }, counted(shown).map(([choice, count]) => h("li", { class: "line" },
      h("span", {}, choiceWord(choice, page)), h("strong", {}, String(count))))));
  }
  return told;
}

const choiceWord = (choice, page) => page.words.choices[choice] ?? choice;

function chat(state, page) {
  if (!state.chat.length) return [h("p", { class: "quiet" }, page.words.no_chat)];
  return [h("ul", { class: "plain chat" }, state.chat.map((one) => h("li", {},
    h("span", { class: "quiet" }, `${clockTime(one.at, page)} ${one.name}`), h("span", {}, one.text))))];
}

function clockTime(at, page) {
  return new Date(at).toLocaleTimeString(page.language, { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
}
