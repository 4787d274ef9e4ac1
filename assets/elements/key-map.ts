// <key-map data-title data-help data-close data-single>: single-key shortcuts. A link, button or
// input says its key by `aria-keyshortcuts`; `?` lists those that are on the page, and there they
// are turned off for this browser by whom they disturb. Without it everything is reached as before.

const OFF = "keys-off";

class KeyMap extends HTMLElement {
  private back: HTMLElement | null = null;

  connectedCallback(): void {
    document.addEventListener("keydown", this.press);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.press);
  }

  private press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.close();
    const typing = (event.target as HTMLElement).closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "?") {
      event.preventDefault();
      this.firstElementChild ? this.close() : this.open();
      return;
    }
    if (localStorage.getItem(OFF)) return;
    const found = this.keyed().find((element) => element.getAttribute("aria-keyshortcuts") === event.key);
    if (!found) return;
    event.preventDefault();
    this.close();
    if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) found.focus();
    else found.click();
  };

  /** What has a key and can be seen, the first of each key only. */
  private keyed(): HTMLElement[] {
    const seen = new Set<string>();
    return [...document.querySelectorAll<HTMLElement>("[aria-keyshortcuts]")].filter((element) => {
      const key = element.getAttribute("aria-keyshortcuts") ?? "";
      return element.getClientRects().length > 0 && !seen.has(key) && seen.add(key);
    });
  }

  private open(): void {
    this.back = document.activeElement as HTMLElement | null;
    const rows = this.keyed().map((element): [string, string] => [
      element.getAttribute("aria-keyshortcuts") ?? "",
      element.getAttribute("aria-label") ?? [...element.childNodes].map((node) => (node.nodeName === "KBD" ? "" : node.textContent)).join("").trim(),
    ]);
    const list = document.createElement("dl");
    for (const [key, word] of [...rows, ["?", this.dataset.help ?? ""]]) {
      const [term, detail, kbd] = ["dt", "dd", "kbd"].map((name) => document.createElement(name)) as [HTMLElement, HTMLElement, HTMLElement];
      kbd.textContent = key ?? "";
      detail.textContent = word ?? "";
      term.append(kbd);
      list.append(term, detail);
    }
    const [veil, box, head] = ["div", "section", "h2"].map((name) => document.createElement(name)) as [HTMLElement, HTMLElement, HTMLElement];
    const close = document.createElement("button");
    head.textContent = this.dataset.title ?? "";
    close.textContent = this.dataset.close ?? "";
    close.className = "btn";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-label", head.textContent);
    const single = document.createElement("label");
    const tick = document.createElement("input");
    single.className = "row mb";
    tick.type = "checkbox";
    tick.checked = !localStorage.getItem(OFF);
    tick.addEventListener("change", () => (tick.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
    single.append(tick, ` ${this.dataset.single ?? ""}`);
    box.append(head, list, single, close);
    veil.append(box);
    veil.addEventListener("click", (event) => {
      if (event.target === veil || event.target === close) this.close();
    });
    // Two things can be focused in the box, and the focus goes from one to the other.
    veil.addEventListener("keydown", (event) => {
      if (event.key !== "Tab") return;
      event.preventDefault();
      (document.activeElement === close ? tick : close).focus();
    });
    this.replaceChildren(veil);
    close.focus();
  }

  private close(): void {
    if (!this.firstElementChild) return;
    this.replaceChildren();
    this.back?.focus();
  }
}

customElements.define("key-map", KeyMap);
