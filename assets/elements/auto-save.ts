// <auto-save data-to="/unsent/…" data-saving data-failed>: stands in a form and keeps what is
// typed. Two seconds after the last change the form's fields are posted to `data-to`; the answer
// is the sentence that is shown ("草稿已存 14:32"). Files are left out. The form's own submit
// stays as it is, and a browser without scripts has the button that saves the draft.

const QUIET_MS = 2_000;
const AGAIN_MS = 10_000;

class AutoSave extends HTMLElement {
  private timer = 0;
  private dirty = false;
  private form: HTMLFormElement | null = null;

  connectedCallback(): void {
    this.form = this.closest("form");
    this.setAttribute("role", "status");
    this.form?.addEventListener("input", this.typed);
    // What is being submitted need not be kept.
    this.form?.addEventListener("submit", this.stop);
    window.addEventListener("pagehide", this.leave);
  }

  disconnectedCallback(): void {
    this.leave();
    this.stop();
    this.form?.removeEventListener("input", this.typed);
    this.form?.removeEventListener("submit", this.stop);
    window.removeEventListener("pagehide", this.leave);
  }

  private typed = (): void => this.later(QUIET_MS);

  private leave = (): void => {
    if (this.dirty) void this.save(true);
  };

  private stop = (): void => {
    window.clearTimeout(this.timer);
    this.dirty = false;
  };

  private later(ms: number): void {
    this.dirty = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(false), ms);
  }

  private async save(leaving: boolean): Promise<void> {
    const to = this.dataset.to;
    if (!this.form || !to) return;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") body.append(name, value);
    }
    this.dirty = false;
    if (!leaving) this.textContent = this.dataset.saving ?? "";
    try {
      const answer = await fetch(to, { method: "POST", body, keepalive: leaving, headers: { Accept: "text/plain" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.textContent = await answer.text();
    } catch {
      this.textContent = this.dataset.failed ?? "";
      if (!leaving) this.later(AGAIN_MS);
    }
  }
}

customElements.define("auto-save", AutoSave);
