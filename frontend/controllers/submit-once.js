import { Controller } from "@hotwired/stimulus";

/** A second impatient click must not send the form twice. */
export default class SubmitOnceController extends Controller {
  send(event) {
    if (this.sent) event.preventDefault();
    this.sent = true;
  }

  // Coming back with the browser's back button shows the form anew.
  connect() {
    this.renew = () => (this.sent = false);
    window.addEventListener("pageshow", this.renew);
  }

  disconnect() {
    window.removeEventListener("pageshow", this.renew);
  }
}
