/** Shows the button that copies the page, where the browser can copy. */
export function showCopyButton(): void {
  for (const button of document.querySelectorAll('button[data-copy]'))
    if (button instanceof HTMLButtonElement) button.hidden = !navigator.clipboard;
}

/** Copies the page as Markdown, and says so on the button. */
export async function copyPage({ target }: Event): Promise<void> {
  if (!(target instanceof HTMLButtonElement)) return;
  const { copy } = target.dataset;
  if (copy === undefined) return;
  try {
    const response = await fetch(copy);
    if (!response.ok) throw new Error(String(response.status));
    await navigator.clipboard.writeText(await response.text());
    target.textContent = 'Copied';
  } catch {
    target.textContent = 'Not copied: open the page as Markdown';
  }
}
