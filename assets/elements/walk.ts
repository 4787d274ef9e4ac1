// Walking from page to page without loading the frame anew: where the focus goes, what is said
// when the server does not answer, and the menu of the header that closes by itself.

import { focused, refocus } from "./focus";

/** Where a walk began: its page and what had the focus. */
let from = { path: "", focus: "" };
document.addEventListener("htmx:beforeRequest", () => {
  from = { path: location.pathname, focus: focused(document.getElementById("main")) };
});

/** What the page says of what was just done (`data-say`), for those who do not see it change. */
const said = document.createElement("div");
said.className = "vh";
said.setAttribute("role", "status");

document.addEventListener("htmx:afterSettle", (event) => {
  const main = event.target as HTMLElement;
  if (main.id !== "main") return;
  const wrong = main.querySelector<HTMLElement>(".errsum");
  wrong?.setAttribute("tabindex", "-1");
  document.body.append(said);
  said.textContent = main.querySelector("[data-say]")?.textContent?.trim() ?? "";
  // On the same page the focus stays at what was pressed.
  const stays = main !== document.activeElement && main.contains(document.activeElement);
  if (!wrong && (stays || (from.path === location.pathname && refocus(main, from.focus)))) return;
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
