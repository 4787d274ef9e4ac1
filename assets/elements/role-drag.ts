// <role-drag>: round the rows of units ([data-duty]) of a task under review. A unit's chip
// ([data-unit]) is drawn to the other row by the pointer, or moved there by ↑ and ↓ on its
// button [data-turn]; both press that button, which alone is enough without scripts.

const AWAY_PX = 6;

class RoleDrag extends HTMLElement {
  /** The unit that was moved; the page that comes then gives the focus to its button. */
  private static moved = "";
  private chip: HTMLElement | null = null;
  private from: [number, number] = [0, 0];
  private over: HTMLElement | null = null;
  private way: Animation | null = null;

  connectedCallback(): void {
    this.addEventListener("pointerdown", this.take);
    this.addEventListener("keydown", this.press);
    this.addEventListener("click", this.turned);
    this.addEventListener("dragstart", (event) => event.preventDefault());
    if (RoleDrag.moved) this.button(RoleDrag.moved)?.focus({ preventScroll: true });
    RoleDrag.moved = "";
  }

  disconnectedCallback(): void {
    this.drop();
  }

  private button(unit: string): HTMLButtonElement | null {
    const chips = [...this.querySelectorAll<HTMLElement>("[data-unit]")];
    return chips.find((chip) => chip.dataset.unit === unit)?.querySelector<HTMLButtonElement>("[data-turn]") ?? null;
  }

  private turned = (event: Event): void => {
    const button = (event.target as Element).closest("[data-turn]");
    if (button) RoleDrag.moved = button.closest<HTMLElement>("[data-unit]")?.dataset.unit ?? "";
  };

  private press = (event: KeyboardEvent): void => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-turn]");
    const to = { ArrowUp: "lead", ArrowDown: "responsible" }[event.key];
    if (!button || !to) return;
    event.preventDefault();
    if (button.closest<HTMLElement>("[data-duty]")?.dataset.duty !== to) button.click();
  };

  private take = (event: PointerEvent): void => {
    const target = event.target as Element;
    const chip = target.closest<HTMLElement>("[data-unit]");
    // A finger scrolls by the words of a chip and draws by its button.
    const by = event.pointerType === "touch" ? target.closest("[data-turn]") : !target.closest("button:not([data-turn])");
    if (!chip || !by || event.button !== 0 || chip.querySelector("button:disabled")) return;
    this.chip = chip;
    this.from = [event.clientX, event.clientY];
    document.addEventListener("pointermove", this.draw);
    document.addEventListener("pointerup", this.drop);
    document.addEventListener("pointercancel", this.drop);
    document.addEventListener("keydown", this.leave);
  };

  private draw = (event: PointerEvent): void => {
    const [x, y] = [event.clientX - this.from[0], event.clientY - this.from[1]];
    if (!this.chip || (!this.chip.classList.contains("drawn") && Math.hypot(x, y) < AWAY_PX)) return;
    event.preventDefault();
    this.chip.classList.add("drawn");
    // As an animation it is no attribute, which the content security policy would not let be copied.
    const transform = `translate(${x}px, ${y}px)`;
    this.way?.cancel();
    this.way = this.chip.animate([{ transform }, { transform }], { duration: 1, fill: "forwards" });
    const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-duty]") ?? null;
    this.mark(row && this.contains(row) && !row.contains(this.chip) ? row : null);
  };

  private mark(row: HTMLElement | null): void {
    this.over?.classList.remove("sel");
    this.over = row;
    row?.classList.add("sel");
  }

  private leave = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      this.mark(null);
      this.drop();
    }
  };

  private drop = (): void => {
    const [chip, row] = [this.chip, this.over];
    this.chip = null;
    this.mark(null);
    document.removeEventListener("pointermove", this.draw);
    document.removeEventListener("pointerup", this.drop);
    document.removeEventListener("pointercancel", this.drop);
    document.removeEventListener("keydown", this.leave);
    if (!chip?.classList.contains("drawn")) return;
    chip.classList.remove("drawn");
    this.way?.cancel();
    // What was drawn is no click on the link that it was drawn by.
    document.addEventListener("click", (event) => event.isTrusted && (event.preventDefault(), event.stopPropagation()), { capture: true, once: true });
    window.setTimeout(() => row && chip.querySelector<HTMLButtonElement>("[data-turn]")?.click());
  };
}

customElements.define("role-drag", RoleDrag);
