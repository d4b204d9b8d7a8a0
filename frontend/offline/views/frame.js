// The frame of every page: where one is, whether there is a line, what needs the person, and the page itself.
import { fill, h } from "../dom.js";
import { ATTENTION, UNSENT } from "../queue.js";
import { t } from "../words.js";
import { conflictPage } from "./conflict.js";
import { directoryPage } from "./directory.js";
import { duePage } from "./due.js";
import { formPage } from "./form.js";
import { historyPage } from "./history.js";
import { machinePage } from "./machine.js";
import { normsPage } from "./norms.js";
import { parcelPage } from "./parcel.js";
import { queuePage } from "./queue.js";

const PAGES = {
  "": duePage,
  form: formPage,
  queue: queuePage,
  conflict: conflictPage,
  history: historyPage,
  norms: normsPage,
  directory: directoryPage,
  parcel: parcelPage,
  machine: machinePage,
};
const MENU = [
  ["", "Báo cáo"],
  ["queue", "Hàng chờ"],
  ["history", "Lịch sử"],
  ["norms", "Định mức"],
  ["directory", "Danh bạ"],
  ["parcel", "Gói báo cáo"],
  ["machine", "Máy này"],
];

export function frame(root, session, leave) {
  const status = h("span", { class: "line-state", role: "status" });
  const menu = h("nav", { class: "offline-menu", "aria-label": t("Các trang") });
  const notice = h("div", { class: "notices", "aria-live": "polite" });
  const main = h("main", { class: "offline-main", id: "content", tabindex: "-1" });
  const office = h("span", { class: "office" });
  const lock = h("button", { class: "button", onclick: leave }, t("Khóa"));
  fill(root, h("header", { class: "offline-top" }, h("strong", {}, "Bình Yên"), office, status, lock), menu, notice, main);
  let current = null;

  const show = () => {
    const [name, ...rest] = location.hash.slice(1).split("/").map(decodeURIComponent);
    current = (PAGES[name] ?? duePage)(session, rest);
    fill(main, current.element);
    drawMenu(name);
    document.title = `${main.querySelector("h1")?.textContent ?? ""} – Bình Yên`;
  };

  const drawMenu = (name) => {
    const waiting = session.entries.filter((entry) => UNSENT.has(entry.state) || ATTENTION.has(entry.state)).length;
    fill(
      menu,
      MENU.map(([page, label]) =>
        h("a", { href: `#${page}`, "aria-current": page === name ? "page" : null }, t(label), page === "queue" && waiting ? h("b", { class: "count" }, String(waiting)) : null),
      ),
    );
  };

  const refresh = () => {
    office.textContent = `${session.row.office} · ${session.row.unit.name}`;
    status.textContent = session.online ? t("Có mạng") : t("Không có mạng");
    status.className = `line-state ${session.online ? "is-on" : "is-off"}`;
    fill(notice, session.row.synthetic ? h("div", { class: "notice" }, t("Dữ liệu mô phỏng: người và số liệu ở đây do máy dựng, không phải người thật.")) : null, trouble(session));
    const name = location.hash.slice(1).split("/")[0];
    if (current?.refresh) current.refresh();
    else show();
    drawMenu(name);
  };

  const moved = () => {
    show();
    main.focus();
  };
  window.addEventListener("hashchange", moved);
  refresh();
  if (!main.firstChild) show();
  return { refresh, end: () => window.removeEventListener("hashchange", moved) };
}

function trouble(session) {
  const fault = session.trouble;
  if (!fault) return [];
  const login = `${document.body.dataset.login}?next=${encodeURIComponent(location.pathname)}`;
  if (fault.kind === "signed-out") {
    return h("div", { class: "notice" }, t("Phiên đăng nhập đã hết; hàng chờ vẫn còn nguyên."), " ", h("a", { href: login }, t("Đăng nhập")));
  }
  if (fault.kind === "other-account") return h("div", { class: "notice" }, t("Máy đang đăng nhập tài khoản khác; hàng chờ này được giữ lại cho chủ của nó."));
  if (["no-unit", "refused"].includes(fault.kind)) {
    return h("div", { class: "notice notice-bad" }, t("Quyền của tài khoản này đã hết; dữ liệu trên máy đã được xóa. Bản nhập của bạn còn trong hàng chờ."));
  }
  return h("div", { class: "notice notice-bad" }, fault.message);
}
