// The app: who uses the machine, then pages by the address after #. Works from a cold start without a network.
import { fill, h } from "./dom.js";
import { entrance } from "./views/entrance.js";
import { frame } from "./views/frame.js";
import { watchWorker } from "./update.js";

const root = document.getElementById("app");
const base = document.body.dataset.base;
let session = null;
let shownFrame = null;

async function enter(opened) {
  session = opened;
  await session.load();
  shownFrame = frame(root, session, leave);
  session.listeners.add(() => shownFrame.refresh());
  session.start().catch(report);
  if (navigator.storage?.persist) navigator.storage.persist().catch(() => {});
}

function leave() {
  session?.stop();
  shownFrame?.end();
  session = null;
  location.hash = "";
  return entrance(root, base, enter);
}

function report(fault) {
  fill(root, h("main", { class: "offline-main" }, h("div", { class: "notice notice-bad", role: "alert" }, String(fault?.message ?? fault))));
}

watchWorker();
entrance(root, base, enter).catch(report);
