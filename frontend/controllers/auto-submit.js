import { Controller } from "@hotwired/stimulus";

/** Sends a filter form when a choice changes; its button stays for those without scripts. */
export default class AutoSubmitController extends Controller {
  send(event) {
    // A half-typed date is no date yet: wait until the browser calls the whole form valid.
    if (this.element.checkValidity() && event.target.value !== "") this.element.requestSubmit();
  }
}
