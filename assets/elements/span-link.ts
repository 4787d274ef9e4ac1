// <span-link>: round a document and the facts that were read from it. What belongs together has
// the same `data-at`: a mark in the text, a chip, a row. Pointing at one lights the others, and a
// link among them brings its partner into view without leaving the place. Without it the links
// are plain anchors to `#…`. A pane (`.pane`) opens at the words that are looked at (`.now`).

class SpanLink extends HTMLElement {
  /** How far the pane's end lies below its top, while something comes in above; else 0. */
  private below = 0;

  connectedCallback(): void {
    this.addEventListener("mouseover", this.light);
    this.addEventListener("focusin", this.light);
    this.addEventListener("mouseleave", this.light);
    this.addEventListener("click", this.show);
    this.addEventListener("htmx:beforeSwap", this.hold);
    this.addEventListener("htmx:afterSwap", this.hold);
    this.begin();
  }

  /** In a document that scrolls by itself, the words that the page is about are brought into view. */
  private begin(): void {
    const pane = this.querySelector<HTMLElement>(".pane");
    const now = pane?.querySelector<HTMLElement>(".now");
    if (pane && now) pane.scrollTop = now.offsetTop - pane.offsetTop - pane.clientHeight / 4;
  }

  /** Words that come in above those that are read do not push them away. */
  private hold = (event: Event): void => {
    const pane = (event.target as Element).closest?.<HTMLElement>(".pane") ?? this.querySelector<HTMLElement>(".pane");
    if (!pane) return;
    if (event.type === "htmx:beforeSwap") this.below = (event.target as Element).querySelector("[rel=prev]") ? pane.scrollHeight - pane.scrollTop : 0;
    else if (this.below) pane.scrollTop = pane.scrollHeight - this.below;
  };

  private near(target: EventTarget | null): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>("[data-at]") : null;
  }

  private partners(of: HTMLElement): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-at]")].filter((other) => other.dataset.at === of.dataset.at);
  }

  private light = (event: Event): void => {
    for (const lit of this.querySelectorAll(".lit")) lit.classList.remove("lit");
    const here = event.type === "mouseleave" ? null : this.near(event.target);
    for (const partner of here ? this.partners(here) : []) partner.classList.add("lit");
  };

  private show = (event: MouseEvent): void => {
    const link = (event.target as Element).closest?.<HTMLAnchorElement>("a[href^='#']");
    const here = this.near(event.target);
    if (!link || !here || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const partner = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!partner) return;
    event.preventDefault();
    event.stopPropagation();
    partner.scrollIntoView({ block: "center" });
    (partner.querySelector<HTMLElement>("a, button, input") ?? partner).focus({ preventScroll: true });
  };
}

customElements.define("span-link", SpanLink);
