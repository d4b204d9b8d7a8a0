import { Controller } from "@hotwired/stimulus";

/** Draws the option beside it. The chart library is fetched only on pages that show a chart. */
export default class ChartController extends Controller {
  static targets = ["canvas"];
  static values = { module: String };

  async connect() {
    const { draw } = await import(this.moduleValue);
    if (!this.element.isConnected) return;
    const option = JSON.parse(this.element.querySelector("script[type='application/json']").textContent);
    this.chart = draw(this.canvasTarget, option, document.documentElement.lang);
    this.observer = new ResizeObserver(() => this.chart.resize());
    this.observer.observe(this.canvasTarget);
    this.element.dataset.drawn = "yes";
  }

  disconnect() {
    this.observer?.disconnect();
    this.chart?.dispose();
  }
}
