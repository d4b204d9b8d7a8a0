// A parcel by hand: the signed file, or its codes one after another on the screen.
import { fill, h } from "../dom.js";
import { codes, drawCode, makeParcel, portable } from "../parcel.js";
import { t } from "../words.js";

export function parcelPage(session) {
  const waiting = portable(session.entries);
  const place = h("div", {});
  const make = async () => {
    const parcel = await makeParcel(session, portable(await session.queue.entries()));
    fill(place, await shownParcel(session, parcel));
    await session.changed();
  };
  return {
    refresh: () => {},
    element: h(
      "div",
      {},
      h("h1", {}, t("Gói báo cáo")),
      h("p", {}, t("Gói mang các bản đang chờ gửi, có chữ ký của máy này. Mang tệp hoặc cho công an huyện quét mã QR.")),
      waiting.length ? h("button", { class: "button button-main", onclick: make }, `${t("Lập gói báo cáo")} (${waiting.length})`) : h("p", { class: "card" }, t("Không có bản nào chờ gửi. Hãy “Lưu vào hàng chờ” trước.")),
      place,
    ),
  };
}

async function shownParcel(session, { text, sequence }) {
  const name = `goi-bao-cao-${session.row.unit.code}-${String(sequence).padStart(4, "0")}.json`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const frames = await codes(text);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, `${t("Gói số")} ${sequence}`),
    h("p", {}, h("a", { class: "button button-main", href: address, download: name }, t("Tải tệp"))),
    frames ? codeShow(frames) : h("p", {}, t("Gói lớn quá cho mã QR; hãy dùng tệp.")),
  );
}

function codeShow(frames) {
  const canvas = h("canvas", { class: "code", role: "img", id: "code" });
  const where = h("p", { role: "status" });
  let at = 0;
  const draw = (step) => {
    at = (at + step + frames.length) % frames.length;
    drawCode(canvas, frames[at]);
    where.textContent = `${t("Mã QR")} ${at + 1}/${frames.length}`;
    canvas.setAttribute("aria-label", where.textContent);
    canvas.dataset.number = String(at + 1);
    canvas.dataset.count = String(frames.length);
  };
  draw(0);
  return h(
    "div",
    {},
    h("h3", {}, t("Mã QR")),
    canvas,
    where,
    h("div", { class: "buttons" }, h("button", { class: "button", onclick: () => draw(-1) }, t("Trước")), h("button", { class: "button", onclick: () => draw(1) }, t("Sau"))),
  );
}
