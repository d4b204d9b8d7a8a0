// Parcels: sealed entries under a signature, as a file or as a row of QR codes.
import qrcode from "qrcode-generator";
import { base64url, gzip, utf8 } from "./bytes.js";
import { wire } from "./queue.js";
import { changeAccount } from "./store.js";
import { sign } from "./vault.js";

const CODE_BYTES = 360; // a code an old camera still reads from a small screen
const MOST_CODES = 60;

/** Entries that may go by hand: sealed ones, also those whose answer is still open. */
export function portable(entries) {
  return entries.filter((entry) => entry.state === "sealed" || entry.state === "held");
}

/** The signed file; every call takes a new number, so that the district sees which one is missing. */
export async function makeParcel(session, entries) {
  const row = await changeAccount(session.id, (held) => ({ ...held, signer: { ...held.signer, sequence: held.signer.sequence + 1 } }));
  const payload = JSON.stringify({
    parcel: crypto.randomUUID(),
    device: row.signer.device,
    account: session.id,
    sequence: row.signer.sequence,
    made_at: new Date().toISOString(),
    entries: entries.map(wire),
  });
  const signature = await sign(session.key, row.signer, payload);
  return { text: JSON.stringify({ format: "binhyen.parcel/1", payload, signature }), sequence: row.signer.sequence };
}

/** The texts of the codes: `BY1/<parcel>/<number>/<of>/<piece>`; null when it would be too many to scan. */
export async function codes(parcelText) {
  const packed = base64url(await gzip(utf8(parcelText)));
  const count = Math.ceil(packed.length / CODE_BYTES);
  if (count > MOST_CODES) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(parcelText)));
  const name = base64url(digest.slice(0, 6));
  return Array.from({ length: count }, (_, index) => {
    const piece = packed.slice(index * CODE_BYTES, (index + 1) * CODE_BYTES);
    return `BY1/${name}/${index + 1}/${count}/${piece}`;
  });
}

/** Draw one code on a canvas. */
export function drawCode(canvas, content, size = 320) {
  const code = qrcode(0, "M");
  code.addData(content, "Byte");
  code.make();
  const modules = code.getModuleCount();
  const scale = Math.max(2, Math.floor(size / (modules + 8)));
  canvas.width = canvas.height = scale * (modules + 8);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000000";
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      if (code.isDark(row, column)) pen.fillRect((column + 4) * scale, (row + 4) * scale, scale, scale);
    }
  }
}
