// What a shared machine keeps is readable only with its owner's PIN: a random key locks every row, the PIN locks the key.
import { base64url, text, unbase64url, utf8 } from "./bytes.js";

const ROUNDS = 600_000; // PBKDF2-HMAC-SHA256: about half a second on an old telephone
export const SHORTEST_PIN = 6;

/** A new account's lock: the random key, and how it is kept. */
export async function makeVault(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const raw = await crypto.subtle.exportKey("raw", key);
  const kept = { salt: base64url(salt), rounds: ROUNDS, ...(await lock(await stretched(pin, salt, ROUNDS), new Uint8Array(raw))) };
  return { kept, key: await imported(raw) };
}

/** The key of an account; null when the PIN is wrong. */
export async function openVault(kept, pin) {
  const outer = await stretched(pin, unbase64url(kept.salt), kept.rounds);
  try {
    return await imported(await unlock(outer, kept));
  } catch {
    return null; // the seal of AES-GCM did not fit
  }
}

/** Any plain value, locked. */
export async function seal(key, value) {
  return lock(key, utf8(JSON.stringify(value)));
}

/** The value again. */
export async function unseal(key, kept) {
  return JSON.parse(text(await unlock(key, kept)));
}

/** A pair of keys for signing; the private one is kept locked. */
export async function makeSigner(key) {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const secret = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  return { device: crypto.randomUUID(), publicKey: { kty, crv, x, y }, secret: await seal(key, secret), sequence: 0 };
}

/** Sign a text: two halves of 32 bytes, as RFC 7518 writes ES256. */
export async function sign(key, signer, message) {
  const secret = await unseal(key, signer.secret);
  const signing = await crypto.subtle.importKey("jwk", secret, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  return base64url(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, signing, utf8(message)));
}

async function stretched(pin, salt, rounds) {
  const source = await crypto.subtle.importKey("raw", utf8(pin.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, source, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function lock(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes)) };
}

async function unlock(key, { iv, data }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
}

async function imported(raw) {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}
