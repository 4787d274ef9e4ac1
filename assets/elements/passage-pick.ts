// <passage-pick hidden>: forms in a document's pane that are about the words which are selected in
// it. It appears while something is selected and fills in where: `start` and `end`, or `place`
// alone. A line of the document says by `data-from` at which character it begins.

class PassagePick extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener("selectionchange", this.look);
  }

  disconnectedCallback(): void {
    document.removeEventListener("selectionchange", this.look);
  }

  private look = (): void => {
    const selection = document.getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    // While one of the buttons is pressed the selection may be gone already.
    if (this.contains(document.activeElement)) return;
    const inside = range && !range.collapsed && this.parentElement?.contains(range.commonAncestorContainer);
    const start = inside ? place(range.startContainer, range.startOffset) : null;
    const end = inside ? place(range.endContainer, range.endOffset) : null;
    this.hidden = start === null || end === null;
    for (const [name, value] of [["start", start], ["end", end], ["place", start]] as const) {
      for (const input of this.querySelectorAll<HTMLInputElement>(`[name=${name}]`)) input.value = String(value ?? "");
    }
  };
}

/** The character of the document at a place of the page. */
function place(node: Node, offset: number): number | null {
  const line = (node instanceof Element ? (node.childNodes[offset] ?? node) : node) as Node;
  const of = (line instanceof Element ? line : line.parentElement)?.closest<HTMLElement>("[data-from]");
  if (!of) return null;
  const before = document.createRange();
  before.setStart(of, 0);
  if (of.contains(node)) before.setEnd(node, offset);
  else before.collapse(true);
  return Number(of.dataset.from) + [...before.toString()].length;
}

customElements.define("passage-pick", PassagePick);
