// <live-poll id src="/drafts/7/since/1042">: asks `src` every three seconds while the page is
// seen. 204 is nothing new; else each element of the answer takes the place of the one with its
// id. The answer brings a new <live-poll> with the same id and the next address. What somebody is
// typing in is changed once the focus has left it.

import htmx from "htmx.org";

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
        if (answer.status === 200) this.take(await answer.text());
      } catch {
        // The network is down; the next round tries again.
      }
    }
    this.settle();
    if (this.isConnected) this.connectedCallback();
  }

  private take(html: string): void {
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const element of template.content.querySelectorAll("[id]")) {
      if (!element.parentElement?.closest("[id]")) this.waiting.set(element.id, element);
    }
  }

  private settle(): void {
    for (const [id, element] of this.waiting) {
      const old = document.getElementById(id);
      if (old && old !== this && old.contains(document.activeElement)) continue;
      this.waiting.delete(id);
      if (old === this) this.setAttribute("src", element.getAttribute("src") ?? "");
      else if (old) {
        old.replaceWith(element);
        htmx.process(element);
      }
    }
  }
}

customElements.define("live-poll", LivePoll);
