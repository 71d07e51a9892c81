/**
 * The script of the dashboard. It asks the emulator to tell when something changes, and then replaces the live part of the page by that of
 * the page as it is now, unless a person is typing or selecting in it. It adds buttons that copy. Pages are complete without it.
 */
export const liveScript = `
const live = document.querySelector('[data-live]');
const lamp = document.querySelector('.live');
const refresh = document.querySelector('a.refresh');
const topics = (live?.dataset.live ?? '').split(',');
let source, timer, delay = 120, isWaiting = false, isLoading = false;
if (location.search.includes('note=')) {
  const address = new URL(location.href);
  address.searchParams.delete('note');
  history.replaceState(null, '', address);
}
const isBusy = () => {
  const active = document.activeElement;
  if (active && live.contains(active) && active.matches('input, select, textarea')) return true;
  const selection = getSelection();
  return !selection.isCollapsed && live.contains(selection.anchorNode);
};
// The element that had the focus, found again in the new part by what it says and where it points.
const focusable = () => [...live.querySelectorAll('a, button, summary, pre[tabindex]')];
const nameOf = (element) => element.tagName + (element.getAttribute('href') ?? '') + (element.getAttribute('aria-label') ?? element.textContent);
const placeOf = (element) => {
  const name = nameOf(element);
  const place = focusable().filter((other) => nameOf(other) === name).indexOf(element);
  return () => focusable().filter((other) => nameOf(other) === name)[place];
};
async function update() {
  if (isLoading || isBusy()) { isWaiting = true; return; }
  isWaiting = false;
  isLoading = true;
  const started = performance.now();
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('[data-live]');
    if (!answer.ok || !next) return;
    if (isBusy()) { isWaiting = true; return; }
    const active = document.activeElement;
    const before = active && live.contains(active) ? placeOf(active) : undefined;
    const open = [...live.querySelectorAll('details')].map((part) => part.open);
    const scrolled = [...live.querySelectorAll('pre')].map((part) => part.scrollTop);
    if (live.dataset.html !== next.innerHTML) {
      live.dataset.html = next.innerHTML;
      live.replaceChildren(...next.childNodes);
      const parts = [...live.querySelectorAll('details')];
      if (parts.length === open.length) parts.forEach((part, index) => { part.open = open[index]; });
      const texts = [...live.querySelectorAll('pre')];
      if (texts.length === scrolled.length) texts.forEach((text, index) => { text.scrollTop = scrolled[index]; });
      addCopyButtons(live);
      tickClocks();
      before?.()?.focus({ preventScroll: true });
    }
  } catch {
    // The emulator stopped. The stream says so, and connects again when it is back.
  } finally {
    isLoading = false;
    // A page that takes long, as with very many users, is not loaded all the time.
    delay = Math.max(120, 3 * (performance.now() - started));
    if (isWaiting && !isBusy()) later();
  }
}
const later = () => { clearTimeout(timer); timer = setTimeout(update, delay); };
function connect() {
  if (source || !live.dataset.live) return;
  source = new EventSource('/dashboard/live');
  source.addEventListener('open', () => { setLamp(true); later(); });
  source.addEventListener('message', (event) => { if (topics.includes(JSON.parse(event.data).topic)) later(); });
  source.addEventListener('error', () => setLamp(false));
}
const setLamp = (isOn) => {
  lamp.hidden = false;
  if (refresh) refresh.hidden = isOn;
  lamp.classList.toggle('is-off', !isOn);
  lamp.textContent = isOn ? 'Live' : 'Not connected';
};
function addCopyButtons(root) {
  for (const place of root.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button secondary small';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy ' + place.dataset.copy);
    button.addEventListener('click', async () => {
      const from = place.querySelector('pre, code, .code');
      await navigator.clipboard.writeText(from.textContent.replace(/\\n$/, ''));
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
    place.append(button);
  }
}
addCopyButtons(document);
if (live && live.dataset.live) {
  live.dataset.html = live.innerHTML;
  // A hidden page closes its stream: a browser has few connections for one address.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) { source?.close(); source = undefined; }
    else connect();
  });
  addEventListener('pagehide', () => { source?.close(); source = undefined; });
  addEventListener('pageshow', connect);
  document.addEventListener('focusout', () => { if (isWaiting) later(); });
  document.addEventListener('selectionchange', () => { if (isWaiting && !isBusy()) later(); });
  if (!document.hidden) connect();
}
`;
