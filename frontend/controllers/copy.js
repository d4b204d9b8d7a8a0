import { Controller } from "@hotwired/stimulus";

/** Copies a text and says so in words. */
export default class CopyController extends Controller {
  static targets = ["source", "said"];
  static values = { done: String };

  async copy() {
    await navigator.clipboard.writeText(this.sourceTarget.textContent.trim());
    this.saidTarget.textContent = this.doneValue;
  }
}
