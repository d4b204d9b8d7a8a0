import { Controller } from "@hotwired/stimulus";

/** Sifts a long list while typing, with or without accents. What is chosen stays in sight. */
export default class FilterListController extends Controller {
  static targets = ["input", "item", "group", "count"];

  sift() {
    const words = folded(this.inputTarget.value).split(" ").filter(Boolean);
    let count = 0;
    for (const item of this.itemTargets) {
      const fits = words.every((word) => item.dataset.search.includes(word));
      item.hidden = !fits && !item.querySelector("input").checked;
      count += item.hidden ? 0 : 1;
    }
    for (const group of this.groupTargets) group.hidden = !group.querySelector("label:not([hidden])");
    if (this.hasCountTarget) this.countTarget.textContent = String(count);
  }
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replace(/\s+/g, " ").trim();
}
