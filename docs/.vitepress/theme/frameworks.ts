import { frameworks } from '../site-map.js';

const key = 'framework';

function chosen(): string | undefined {
  try {
    const name = localStorage.getItem(key) ?? '';
    return name in frameworks ? name : undefined;
  } catch {
    // A browser may refuse storage; then nothing is remembered.
    return undefined;
  }
}

function remember(name: string): void {
  try {
    localStorage.setItem(key, name);
  } catch {
    // The choice holds for this page.
  }
}

/** The section that the reader sees: the last heading above the middle of the window. */
function sectionInView(): string {
  const headings = [...document.querySelectorAll('.vp-doc h2[id]')];
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 2);
  return window.scrollY > 0 ? (passed.at(-1)?.id ?? '') : '';
}

/** A link of the switch leads to the section that the reader sees now, in the other framework. */
export function keepSection({ target }: Event): void {
  const link = target instanceof Element ? target.closest('.framework-switch a') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  link.hash = sectionInView();
}

/** Remembers the framework of the page, and leads from the navigation and the home page to the one that the reader chose last. */
export function showFramework(): void {
  const [, own = ''] = /\/(?:frameworks|quick-start)\/([\w-]+?)(?:\.html)?$/.exec(location.pathname) ?? [];
  if (own in frameworks) remember(own);
  const name = chosen();
  if (name === undefined) return;
  for (const link of document.querySelectorAll('.VPNavBarMenuLink, .VPNavScreenMenuLink')) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    link.href = link.href.replace(/\/frameworks\/[\w-]+/, `/frameworks/${name}`);
  }
  for (const card of document.querySelectorAll('.frameworks li')) {
    const isChosen =
      card.querySelector(`a[href$="/quick-start/${name}"], a[href$="/quick-start/${name}.html"]`) !== null;
    card.classList.toggle('chosen', isChosen);
  }
}
