const key = 'language';

function show(language: string): void {
  for (const label of document.querySelectorAll(`.languages label[data-title="${CSS.escape(language)}"]`)) {
    const input = label.previousElementSibling;
    if (input instanceof HTMLInputElement) input.checked = true;
  }
}

/** Shows every block of the page in the language that the reader chose last. */
export function chooseLanguage(): void {
  try {
    show(localStorage.getItem(key) ?? '');
  } catch {
    // A browser may refuse storage; then each block keeps its first language.
  }
}

/** Shows all blocks in the language that the reader chose in one of them, here and on later pages. */
export function rememberLanguage({ target }: Event): void {
  if (!(target instanceof HTMLInputElement) || !target.closest('.languages')) return;
  const language = target.nextElementSibling?.getAttribute('data-title');
  if (!language) return;
  show(language);
  try {
    localStorage.setItem(key, language);
  } catch {
    // The choice holds for this page.
  }
}
