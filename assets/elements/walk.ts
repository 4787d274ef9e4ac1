// Walking from page to page without loading the frame anew: where the focus goes, what is said
// when the server does not answer, and the menu of the header that closes by itself.

document.addEventListener("htmx:afterSettle", (event) => {
  const main = event.target as HTMLElement;
  if (main.id !== "main") return;
  const wrong = main.querySelector<HTMLElement>(".errsum");
  wrong?.setAttribute("tabindex", "-1");
  // What had the focus and is there again has it already.
  if (!wrong && main !== document.activeElement && main.contains(document.activeElement)) return;
  (wrong ?? main).focus({ preventScroll: !wrong });
});

/** Shows a sentence of the frame (`data-offline`, `data-fault`) until it is closed. */
function say(which: "offline" | "fault"): void {
  const place = document.getElementById("say");
  if (!place) return;
  const close = document.createElement("button");
  close.textContent = place.dataset.close ?? "×";
  close.addEventListener("click", () => place.replaceChildren());
  place.replaceChildren(place.dataset[which] ?? "", close);
}
document.addEventListener("htmx:sendError", () => say("offline"));
document.addEventListener("htmx:timeout", () => say("offline"));
document.addEventListener("htmx:responseError", () => say("fault"));
document.addEventListener("htmx:beforeRequest", () => document.getElementById("say")?.replaceChildren());

function closeMenu(except?: Node): void {
  const menu = document.querySelector<HTMLDetailsElement>("details.who[open]");
  if (menu && !(except && menu.contains(except))) menu.open = false;
}
document.addEventListener("click", (event) => closeMenu(event.target as Node));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenu();
});
