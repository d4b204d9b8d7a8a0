// The district's page: put a parcel together from pictures of its codes, or from the camera.
import BinaryBitmap from "@zxing/library/esm/core/BinaryBitmap";
import DecodeHintType from "@zxing/library/esm/core/DecodeHintType";
import GlobalHistogramBinarizer from "@zxing/library/esm/core/common/GlobalHistogramBinarizer";
import HybridBinarizer from "@zxing/library/esm/core/common/HybridBinarizer";
import RGBLuminanceSource from "@zxing/library/esm/core/RGBLuminanceSource";
import QRCodeReader from "@zxing/library/esm/core/qrcode/QRCodeReader";
import { gunzip, text, unbase64url } from "./bytes.js";

const LARGEST_SIDE = 1600;
const EVERY_MS = 200;
const SHAPE = /^BY1\/([\w-]{8})\/(\d{1,2})\/(\d{1,2})\/([\w-]{1,2000})$/;
// A photograph wants the first ways, a picture taken from a screen the last: together they leave no clean code unread.
const WAYS = [HybridBinarizer, GlobalHistogramBinarizer].flatMap((binarizer) =>
  [DecodeHintType.TRY_HARDER, DecodeHintType.PURE_BARCODE].map((hint) => [binarizer, new Map([[hint, true]])]),
);

/** The text of the code in a picture; null when there is none. */
export function decode(pixels, width, height) {
  const grey = new Uint8ClampedArray(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = (pixels[4 * at] * 306 + pixels[4 * at + 1] * 601 + pixels[4 * at + 2] * 117) >> 10;
  }
  const source = new RGBLuminanceSource(grey, width, height);
  for (const [Binarizer, hints] of WAYS) {
    try {
      return new QRCodeReader().decode(new BinaryBitmap(new Binarizer(source)), hints).getText();
    } catch {
      // not found this way
    }
  }
  return null;
}

/** Pieces of one parcel, in whatever order they come. */
export class Pieces {
  constructor() {
    this.name = null;
    this.count = 0;
    this.found = new Map();
  }

  /** @returns {"new"|"known"|"other"|"none"} */
  add(content) {
    const match = content && SHAPE.exec(content);
    if (!match) return "none";
    const [, name, number, count, piece] = match;
    if (this.name !== null && (name !== this.name || Number(count) !== this.count)) return "other";
    if (Number(number) < 1 || Number(number) > Number(count)) return "none";
    this.name = name;
    this.count = Number(count);
    if (this.found.has(Number(number))) return "known";
    this.found.set(Number(number), piece);
    return "new";
  }

  missing() {
    return Array.from({ length: this.count }, (_, index) => index + 1).filter((number) => !this.found.has(number));
  }

  async text() {
    const packed = Array.from({ length: this.count }, (_, index) => this.found.get(index + 1)).join("");
    return text(await gunzip(unbase64url(packed)));
  }
}

function start(form) {
  const part = (name) => form.querySelector(`[data-codes-${name}]`);
  const state = part("state");
  const words = (name, facts = {}) => {
    state.textContent = state.dataset[name].replace(/\{(\w+)\}/g, (_, key) => facts[key]);
  };
  let pieces = new Pieces();

  async function take(content) {
    const verdict = pieces.add(content);
    if (verdict === "other") return words("other");
    if (verdict === "none") return pieces.count || words("none");
    const missing = pieces.missing();
    if (missing.length) return words("some", { n: pieces.found.size, all: pieces.count, missing: missing.join(", ") });
    part("text").value = await pieces.text();
    for (const button of form.querySelectorAll("[data-codes-send]")) button.disabled = false;
    return words("done");
  }

  part("pictures").addEventListener("change", async (event) => {
    pieces = new Pieces();
    for (const file of event.target.files) await take(await codeInFile(file));
  });

  part("camera").addEventListener("click", async () => {
    const video = part("video");
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      return words("noCamera");
    }
    video.hidden = false;
    await video.play();
    const timer = setInterval(async () => {
      const content = codeIn(video, video.videoWidth, video.videoHeight);
      if (content) await take(content);
      if (pieces.count && !pieces.missing().length) {
        clearInterval(timer);
        video.srcObject.getTracks().forEach((track) => track.stop());
        video.hidden = true;
      }
    }, EVERY_MS);
    return undefined;
  });
}

async function codeInFile(file) {
  try {
    const picture = await createImageBitmap(file);
    return codeIn(picture, picture.width, picture.height);
  } catch {
    return null; // not a picture
  }
}

function codeIn(picture, width, height) {
  if (!width || !height) return null;
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return decode(pen.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
}

for (const form of document.querySelectorAll("[data-codes]")) start(form);
