// The directory of units of the own province; a search needs no accents.
import { fill, fold, h } from "../dom.js";
import { t } from "../words.js";

const MOST = 100;

export function directoryPage(session) {
  const units = session.units();
  const names = new Map(units.map(([id, , , name]) => [id, name]));
  const rows = units.map(([, code, , name, parent]) => ({ code, name, parent: names.get(parent) ?? "", search: `${fold(name)} ${code}` }));
  const body = h("tbody", {});
  const count = h("p", { class: "quiet", role: "status" });
  const search = h("input", { id: "unit-search", class: "field", type: "search", autocomplete: "off", oninput: () => draw() });
  const draw = () => {
    const words = fold(search.value).split(" ").filter(Boolean);
    const found = rows.filter((row) => words.every((word) => row.search.includes(word)));
    count.textContent = found.length ? `${found.length} ${t("đơn vị")}` : t("Không tìm thấy đơn vị nào.");
    fill(body, found.slice(0, MOST).map((row) => h("tr", {}, h("td", {}, row.code), h("th", { scope: "row" }, row.name), h("td", {}, row.parent))));
  };
  draw();
  const heads = ["Mã", "Đơn vị", "Thuộc"].map((head) => h("th", { scope: "col" }, t(head)));
  return {
    refresh: () => {},
    element: h(
      "div",
      {},
      h("h1", {}, t("Danh bạ")),
      h("label", { for: "unit-search" }, t("Tìm đơn vị")),
      search,
      count,
      h("div", { class: "card wide", tabindex: "0", role: "region", "aria-label": t("Danh bạ") }, h("table", { class: "grid" }, h("caption", { class: "unseen" }, t("Danh bạ")), h("thead", {}, h("tr", {}, heads)), body)),
    ),
  };
}
