function show(choice: string, title: string): void {
  const inputs = document.querySelectorAll(`input[data-choice="${choice}"][value="${CSS.escape(title)}"]`);
  for (const input of inputs) if (input instanceof HTMLInputElement) input.checked = true;
}

/** Shows every block of the page in the language and for the package manager that the reader chose last. */
export function showChoices(): void {
  for (const choice of ['language', 'package-manager']) {
    try {
      show(choice, localStorage.getItem(choice) ?? '');
    } catch {
      // A browser may refuse storage; then each block keeps its first tab.
    }
  }
}

/** Shows all blocks as the reader chose it in one of them, here and on later pages. */
export function rememberChoice({ target }: Event): void {
  if (!(target instanceof HTMLInputElement)) return;
  const { choice } = target.dataset;
  if (choice === undefined) return;
  show(choice, target.value);
  try {
    localStorage.setItem(choice, target.value);
  } catch {
    // The choice holds for this page.
  }
}
