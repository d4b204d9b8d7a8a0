// Where a report stands as this machine knows it: our own waiting words come before what the server last said.
import { h } from "../dom.js";
import { t } from "../words.js";

const LOCAL = [
  ["conflict", "có ô khác nhau", "bad"],
  ["refused", "không nhận", "bad"],
  ["open", "đang nhập", "info"],
  ["sealed", "chờ gửi", "warn"],
  ["held", "chờ bản trước", "warn"],
];
const SERVER = { draft: ["bản nháp", "info"], submitted: ["đã nộp", "info"], approved: ["đã duyệt", "good"], returned: ["trả lại", "bad"] };
const ENTRY = {
  open: ["đang nhập", "info"],
  sealed: ["chờ gửi", "warn"],
  held: ["chờ bản trước", "warn"],
  stored: ["đã ghi", "good"],
  conflict: ["có ô khác nhau", "bad"],
  refused: ["không nhận", "bad"],
  settled: ["đã giải quyết", ""],
  replaced: ["đã thay", ""],
};

export function reportState(session, report) {
  const lane = session.lane(report);
  const found = LOCAL.find(([state]) => lane.some((entry) => entry.state === state));
  if (found) return tag(found[1], found[2]);
  const [label, tone] = SERVER[report.held?.status] ?? ["chưa nhập", ""];
  return tag(label, tone);
}

export function entryState(entry) {
  if (entry.state === "stored" && entry.answer?.refusal) return tag("đã ghi, chưa nộp được", "bad");
  return tag(...ENTRY[entry.state]);
}

export function serverState(status) {
  return tag(...(SERVER[status] ?? ["chưa nhập", ""]));
}

function tag(label, tone) {
  return h("span", { class: `state ${tone ? `state-${tone}` : ""}` }, t(label));
}
