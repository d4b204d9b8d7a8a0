// This machine: what it holds, how safe it is, and taking an account off it.
import { fill, h } from "../dom.js";
import { moment } from "../formats.js";
import { forget } from "../store.js";
import { t } from "../words.js";

export function machinePage(session) {
  const storage = h("p", {});
  const removal = h("div", {});
  navigator.storage?.persisted?.().then((safe) => {
    storage.textContent = safe ? t("Trình duyệt hứa không tự xóa dữ liệu.") : t("Trình duyệt có thể tự xóa dữ liệu khi thiếu chỗ; hãy gửi sớm hoặc xuất gói báo cáo.");
  });
  const row = session.row;
  return {
    refresh: () => {},
    element: h(
      "div",
      {},
      h("h1", {}, t("Máy này")),
      h(
        "section",
        { class: "card" },
        h("p", {}, `${t("Đơn vị đang dùng")}: ${row.unit.name}`),
        h("p", {}, `${t("Tên máy")}: ${row.name}`),
        h("p", {}, `${t("Dữ liệu lấy lúc")}: ${row.synced ? moment(new Date(row.synced).toISOString()) : t("chưa bao giờ")}`),
        h("p", {}, row.enrolled ? t("Máy đã đăng ký; gói báo cáo được ký bằng khóa của máy.") : t("Máy chưa đăng ký với máy chủ; gói báo cáo chưa được nhận. Máy tự đăng ký khi có mạng.")),
        storage,
        h("p", { class: "quiet" }, `${t("Phiên bản")} ${document.body.dataset.version}`),
        h("div", { class: "buttons" }, h("button", { class: "button", onclick: () => session.step({ fetching: true }) }, t("Lấy dữ liệu mới")), h("button", { class: "button button-bad", onclick: () => warn(session, removal) }, t("Xóa khỏi máy này"))),
        removal,
      ),
    ),
  };
}

async function warn(session, place) {
  const unsent = session.unsent();
  const remove = async () => {
    session.stop();
    await forget(session.id);
    location.hash = "";
    location.reload();
  };
  fill(
    place,
    h(
      "div",
      { class: "notice notice-bad", role: "alert" },
      unsent.length ? h("p", {}, `${t("Còn bản chưa gửi trên máy này:")} ${unsent.length}. ${t("Hãy gửi hoặc xuất gói trước. Xóa rồi thì không lấy lại được.")} `, h("a", { href: "#parcel" }, t("Lập gói báo cáo"))) : null,
      h("button", { class: "button button-bad", onclick: remove }, unsent.length ? t("Tôi hiểu và vẫn xóa") : t("Xóa khỏi máy này")),
    ),
  );
}
