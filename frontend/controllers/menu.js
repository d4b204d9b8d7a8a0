import { Controller } from "@hotwired/stimulus";

/** A details element used as a menu closes on Escape and on a click elsewhere. */
export default class MenuController extends Controller {
  outside(event) {
    if (!this.element.contains(event.target)) this.element.open = false;
  }

  escape() {
    if (!this.element.open) return;
    this.element.open = false;
    this.element.querySelector("summary").focus();
  }
}
