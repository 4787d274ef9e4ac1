// The focus stays where it was, though the element that had it was made anew by the server.

/** What tells a control from the others of its page. */
function named(element: Element): string {
  return [element.tagName, element.getAttribute("name"), element.getAttribute("aria-label") ?? element.textContent].join("|");
}

/** The control that has the focus within this element, as it can be found again; "" for none. */
export function focused(within: Element | null): string {
  const active = document.activeElement;
  return active && active !== within && within?.contains(active) ? named(active) : "";
}

/** Gives the focus to the control that was named so; false where there is none. */
export function refocus(within: Element, name: string): boolean {
  const all = name ? [...within.querySelectorAll<HTMLElement>("a, button, input, select, textarea, summary")] : [];
  const found = all.find((element) => named(element) === name);
  found?.focus({ preventScroll: true });
  return found !== undefined;
}
