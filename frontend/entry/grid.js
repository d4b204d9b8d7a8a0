// Fast hands on a column of numbers: arrows and Enter move, Escape takes back, a column pasted from a sheet fills downwards.

/**
 * @param {HTMLInputElement[]} inputs in the order of the form.
 * @param {{restore: (input: HTMLInputElement) => void, pasted: (count: number) => void}} told
 */
export function moveByKeys(inputs, told) {
  inputs.forEach((input, place) => {
    input.addEventListener("keydown", (event) => {
      const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !event.isComposing) {
        event.preventDefault(); // Enter would send the whole form
        focusOn(inputs[place + step]);
      } else if (event.key === "Escape") {
        told.restore(input);
      }
    });
    input.addEventListener("focus", () => input.select());
    input.addEventListener("paste", (event) => {
      const cells = column(event.clipboardData?.getData("text") ?? "");
      if (cells.length < 2) return;
      event.preventDefault();
      const targets = inputs.slice(place, place + cells.length);
      targets.forEach((target, row) => {
        target.value = cells[row];
        target.dispatchEvent(new Event("input", { bubbles: true }));
      });
      focusOn(targets.at(-1));
      told.pasted(targets.length);
    });
  });
}

/** The first column of what a spreadsheet puts on the clipboard; one last line break is no row. */
export function column(text) {
  const rows = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return rows.map((row) => row.split("\t")[0].trim());
}

function focusOn(input) {
  input?.focus();
  input?.scrollIntoView({ block: "nearest" });
}
