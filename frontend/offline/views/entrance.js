// The door: unlock an account that is on this machine, or set the machine up for the one that is signed in.
import { fill, h } from "../dom.js";
import { ask, Cut, Told } from "../line.js";
import { Session } from "../session.js";
import { accounts, changeAccount, keepAccount } from "../store.js";
import { makeSigner, makeVault, openVault, SHORTEST_PIN } from "../vault.js";
import { t } from "../words.js";

export async function entrance(root, base, enter) {
  const known = await accounts();
  const { facts, fault } = await signedIn(base);
  const fresh = facts && !known.some((row) => row.id === facts.account);
  const parts = [h("h1", {}, "Bình Yên")];
  if (known.length) parts.push(unlocking(known, facts, base, enter));
  if (fresh) parts.push(setUp(facts, base, enter, known.length > 0));
  if (!known.length && !fresh) parts.push(nobody(fault));
  else if (fault instanceof Told && fault.kind === "signed-out") parts.push(h("p", {}, signInLink()));
  fill(root, h("main", { class: "offline-main entrance", id: "content" }, parts));
  root.querySelector("input")?.focus();
}

async function signedIn(base) {
  try {
    return { facts: await ask(`${base}sync?cursor=-`), fault: null };
  } catch (fault) {
    if (fault instanceof Told || fault instanceof Cut) return { facts: null, fault };
    throw fault;
  }
}

function unlocking(known, facts, base, enter) {
  const pin = h("input", { id: "pin", type: "password", class: "field", autocomplete: "off", required: true });
  const fault = h("p", { class: "fault", role: "alert" });
  const who = known.map((row) => {
    const chosen = facts ? row.id === facts.account : row.id === known[0].id;
    return h("label", { class: "choice" }, h("input", { type: "radio", name: "who", value: String(row.id), checked: chosen || known.length === 1 }), row.office);
  });
  const open = async (event) => {
    event.preventDefault();
    const id = Number(new FormData(event.target).get("who"));
    const row = known.find((one) => one.id === id) ?? known[0];
    const key = await openVault(row.lock, pin.value);
    if (!key) {
      fault.textContent = t("Mã PIN không đúng.");
      pin.select();
      return;
    }
    await enter(new Session(await enrolled(row, base), key, base));
  };
  return h(
    "form",
    { class: "card", onsubmit: open },
    h("fieldset", {}, h("legend", {}, t("Ai đang dùng máy?")), who),
    h("label", { for: "pin" }, t("Mã PIN")),
    pin,
    fault,
    h("button", { class: "button button-main" }, t("Mở")),
  );
}

function setUp(facts, base, enter, quiet) {
  const pins = ["pin-new", "pin-again"].map((id) => h("input", { id, type: "password", class: "field", autocomplete: "off", required: true }));
  const name = h("input", { id: "device-name", class: "field", value: t("Máy trực ban"), required: true, maxlength: "80" });
  const fault = h("p", { class: "fault", role: "alert" });
  const make = async (event) => {
    event.preventDefault();
    if (pins[0].value.length < SHORTEST_PIN || pins[0].value !== pins[1].value) {
      fault.textContent = t("Mã PIN cần ít nhất 6 ký tự và hai lần giống nhau.");
      return;
    }
    const { kept, key } = await makeVault(pins[0].value);
    const row = {
      id: facts.account,
      office: facts.office,
      unit: facts.unit,
      today: facts.today,
      lock: kept,
      name: name.value,
      signer: await makeSigner(key),
      enrolled: false,
      cursor: "",
      synced: null,
    };
    await keepAccount(row);
    await enter(new Session(await enrolled(row, base), key, base));
  };
  const form = h(
    "form",
    { class: "card", onsubmit: make },
    h("h2", {}, t("Chuẩn bị máy này")),
    h("p", {}, `${facts.office} · ${facts.unit.name}`),
    h("p", { class: "quiet" }, t("Mã PIN khóa số liệu trên máy dùng chung. Quên mã thì số liệu chưa gửi trên máy này không mở được nữa.")),
    h("label", { for: "device-name" }, t("Tên máy")),
    name,
    h("label", { for: "pin-new" }, t("Mã PIN (ít nhất 6 ký tự)")),
    pins[0],
    h("label", { for: "pin-again" }, t("Nhập lại mã PIN")),
    pins[1],
    fault,
    h("button", { class: "button button-main" }, t("Mang theo máy")),
  );
  return quiet ? h("details", {}, h("summary", {}, t("Thêm tài khoản đang đăng nhập")), form) : form;
}

/** Tell the server the public key, as soon as there is a line. */
async function enrolled(row, base) {
  if (row.enrolled) return row;
  try {
    const body = { unit: row.unit.id, device: row.signer.device, name: row.name, public_key: row.signer.publicKey };
    await ask(`${base}devices/enrol`, { account: row.id, method: "POST", body });
    return await changeAccount(row.id, (held) => ({ ...held, enrolled: true }));
  } catch (fault) {
    if (fault instanceof Told || fault instanceof Cut) return row;
    throw fault;
  }
}

function nobody(fault) {
  if (fault instanceof Told && fault.kind === "signed-out") return h("div", { class: "card" }, h("p", {}, fault.message), signInLink());
  const words = fault instanceof Told ? fault.message : t("Chưa có ai dùng máy này, và hiện không có mạng. Hãy mở lại khi có mạng và đã đăng nhập.");
  return h("div", { class: "card" }, h("p", {}, words), signInLink());
}

function signInLink() {
  const next = encodeURIComponent(location.pathname);
  return h("a", { class: "button", href: `${document.body.dataset.login}?next=${next}` }, t("Đăng nhập"));
}
