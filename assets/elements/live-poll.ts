// <live-poll id src="/drafts/7/since/1042">: asks `src` every three seconds while the page is
// seen. 204 is nothing new; else the answer is the page, of which each element with an id and
// another `data-live` than before takes the place of the one with its id, and a new <live-poll>
// brings the next address. What somebody types in stays until it is left empty or sent.

import htmx from "htmx.org";
import { focused, refocus } from "./focus";

const EVERY_MS = 3_000;

class LivePoll extends HTMLElement {
  private timer = 0;
  private waiting = new Map<string, Element>();

  connectedCallback(): void {
    this.timer = window.setTimeout(() => void this.ask(), EVERY_MS);
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    const src = this.getAttribute("src");
    if (!src) return;
    if (!document.hidden) {
      try {
        const answer = await fetch(src, { headers: { "HX-Request": "true" } });
        // Signed out, withdrawn or gone: nothing more will come.
        if (answer.redirected || [401, 403, 404, 410].includes(answer.status)) return;
        // What was sent meanwhile brings its own page.
        if (answer.status === 200 && this.isConnected) this.take(await answer.text());
      } catch {
        // The network is down; the next round tries again.
      }
    }
    this.settle();
    if (this.isConnected) this.connectedCallback();
  }

  private take(html: string): void {
    const page = new DOMParser().parseFromString(html, "text/html");
    this.setAttribute("src", page.getElementById(this.id)?.getAttribute("src") ?? "");
    this.waiting.clear();
    for (const element of page.querySelectorAll("[data-live]")) this.waiting.set(element.id, element);
  }

  private settle(): void {
    for (const [id, element] of this.waiting) {
      const old = document.getElementById(id);
      if (old && changed(old, element)) {
        if (busy(old)) continue;
        const open = [...old.querySelectorAll("details")].map((details) => details.open);
        const own = old instanceof HTMLDetailsElement && old.open;
        const scripted = element.cloneNode(true) as Element;
        [...scripted.querySelectorAll("details")].forEach((details, at) => (details.open ||= open[at] ?? false));
        if (scripted instanceof HTMLDetailsElement) scripted.open = own;
        const focus = focused(old);
        old.replaceWith(scripted);
        htmx.process(scripted);
        refocus(scripted, focus);
      }
      this.waiting.delete(id);
    }
  }
}

function changed(old: Element, element: Element): boolean {
  return old.getAttribute("data-live") !== element.getAttribute("data-live");
}

/** Whether somebody is at a field of it, or has typed or chosen something there. */
function busy(element: Element): boolean {
  if (element.contains(document.activeElement) && document.activeElement?.matches("input, textarea, select")) return true;
  const fields = element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("input, textarea, select");
  return [...fields].some((field) => {
    if (field instanceof HTMLSelectElement) {
      const first = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(first, 0);
    }
    return field instanceof HTMLInputElement && field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  });
}

customElements.define("live-poll", LivePoll);
