import { Controller } from "@hotwired/stimulus";

/** Opens the print dialogue; the button is hidden until scripts run. */
export default class PrintController extends Controller {
  connect() {
    this.element.hidden = false;
  }

  print() {
    window.print();
  }
}
