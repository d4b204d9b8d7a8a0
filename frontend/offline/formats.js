// Numbers and times as they are read here.
import { language } from "./words.js";

const locale = language === "en" ? "en-GB" : "vi-VN";

/** A plain decimal text as a person reads it; nothing for missing. */
export function shown(value) {
  if (value === null || value === undefined) return "";
  const [whole, part] = value.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, language === "en" ? "," : ".");
  return part ? `${grouped}${language === "en" ? "." : ","}${part}` : grouped;
}

/** As a person types it again: without grouping, with the comma of the country. */
export function typed(value) {
  return value === null || value === undefined ? "" : value.replace(".", ",");
}

export function day(iso) {
  return new Date(iso).toLocaleDateString(locale, { timeZone: "Asia/Ho_Chi_Minh" });
}

export function moment(iso) {
  return new Date(iso).toLocaleString(locale, { timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short", timeStyle: "short" });
}
