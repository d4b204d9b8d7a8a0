// The worker that opens the app without a network, and the word that there is a new version.
import { h } from "./dom.js";
import { t } from "./words.js";

export function watchWorker() {
  if (!navigator.serviceWorker) return;
  const first = !navigator.serviceWorker.controller;
  navigator.serviceWorker
    .register(document.body.dataset.worker, { scope: location.pathname, updateViaCache: "none" })
    .then((registration) => {
      if (registration.waiting) offer(registration);
      registration.addEventListener("updatefound", () => {
        const coming = registration.installing;
        coming?.addEventListener("statechange", () => {
          if (coming.state === "installed" && navigator.serviceWorker.controller) offer(registration);
        });
      });
    })
    .catch(() => {}); // without a worker the app still works while online
  navigator.serviceWorker.addEventListener("controllerchange", () => first || location.reload());
}

function offer(registration) {
  document.querySelector(".update-bar")?.remove();
  const take = () => registration.waiting?.postMessage("take-over");
  document.body.prepend(
    h("div", { class: "update-bar", role: "status" }, t("Có bản mới của ứng dụng."), " ", h("button", { class: "button", onclick: take }, t("Dùng bản mới"))),
  );
}
