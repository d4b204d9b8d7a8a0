// The behaviours every page has. A page works without this file; with it, it is quicker and kinder.
import htmx from "htmx.org";
import { Application } from "@hotwired/stimulus";
import AutoSubmitController from "./controllers/auto-submit.js";
import ChartController from "./controllers/chart.js";
import CopyController from "./controllers/copy.js";
import FilterListController from "./controllers/filter-list.js";
import MenuController from "./controllers/menu.js";
import PrintController from "./controllers/print.js";
import SubmitOnceController from "./controllers/submit-once.js";

// The content policy forbids both evaluated strings and style elements written by scripts.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0; // shared machines: no page content left in local storage

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.body.dataset.csrf;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

const application = Application.start();
application.register("auto-submit", AutoSubmitController);
application.register("chart", ChartController);
application.register("copy", CopyController);
application.register("filter-list", FilterListController);
application.register("menu", MenuController);
application.register("print", PrintController);
application.register("submit-once", SubmitOnceController);

document.documentElement.classList.add("has-js");
