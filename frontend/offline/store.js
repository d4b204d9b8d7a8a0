// Rows in the browser: accounts with their locks, parts from the server, the queue. Everything but names of offices is sealed.
import { openDB } from "idb";
import { seal, unseal } from "./vault.js";

const STRICT = { durability: "strict" }; // an entry is promised only once it is on the disk

const opened = openDB("binhyen-offline", 1, {
  upgrade(database) {
    database.createObjectStore("accounts", { keyPath: "id" });
    database.createObjectStore("parts", { keyPath: ["account", "name"] });
    database.createObjectStore("queue", { keyPath: ["account", "key"] });
  },
});

export async function accounts() {
  return (await opened).getAll("accounts");
}

export async function account(id) {
  return (await opened).get("accounts", id);
}

export async function keepAccount(row) {
  const transaction = (await opened).transaction("accounts", "readwrite", STRICT);
  await Promise.all([transaction.store.put(row), transaction.done]);
}

/** Change an account's row in one go, whatever other tabs do. */
export async function changeAccount(id, change) {
  const transaction = (await opened).transaction("accounts", "readwrite", STRICT);
  const row = change(await transaction.store.get(id));
  await Promise.all([transaction.store.put(row), transaction.done]);
  return row;
}

/** Take an account off this machine, with all it kept. */
export async function forget(id) {
  const transaction = (await opened).transaction(["accounts", "parts", "queue"], "readwrite", STRICT);
  await Promise.all([
    transaction.objectStore("accounts").delete(id),
    transaction.objectStore("parts").delete(range(id)),
    transaction.objectStore("queue").delete(range(id)),
    transaction.done,
  ]);
}

/** The rows of one unlocked account. */
export class Rows {
  constructor(id, key) {
    this.id = id;
    this.key = key;
  }

  async parts() {
    const rows = await (await opened).getAll("parts", range(this.id));
    return new Map(rows.map((row) => [row.name, row.digest]));
  }

  async contents() {
    const rows = await (await opened).getAll("parts", range(this.id));
    const pairs = await Promise.all(rows.map(async (row) => [row.name, await unseal(this.key, row)]));
    return new Map(pairs);
  }

  async keepPart(name, digest, content) {
    const row = { account: this.id, name, digest, ...(await seal(this.key, content)) };
    await this.#write("parts", (store) => store.put(row));
  }

  async dropParts(names) {
    await this.#write("parts", (store) => Promise.all(names.map((name) => store.delete([this.id, name]))));
  }

  async wipe() {
    await this.#write("parts", (store) => store.delete(range(this.id)));
  }

  async queue() {
    const rows = await (await opened).getAll("queue", range(this.id));
    const entries = await Promise.all(rows.map((row) => unseal(this.key, row)));
    return entries.sort((one, other) => one.order - other.order);
  }

  /** Keep entries together: all of them are on the disk afterwards, or none. */
  async keepEntries(...entries) {
    const sealed = await Promise.all(
      entries.map(async (entry) => ({ account: this.id, key: entry.key, ...(await seal(this.key, entry)) })),
    );
    await this.#write("queue", (store) => Promise.all(sealed.map((row) => store.put(row))));
  }

  async dropEntry(key) {
    await this.#write("queue", (store) => store.delete([this.id, key]));
  }

  async #write(name, work) {
    const transaction = (await opened).transaction(name, "readwrite", STRICT);
    await Promise.all([work(transaction.store), transaction.done]);
  }
}

function range(id) {
  return IDBKeyRange.bound([id], [id, []]);
}
