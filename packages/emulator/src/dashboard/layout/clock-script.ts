/**
 * The part of the script of the dashboard that moves the clocks of a page on, second by second (`ticking-time.ts`). A page is right without
 * it, as of when it was loaded.
 */
export const clockScript = `
const arrivals = new WeakMap();
const inZone = (zone, options) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
const timeOfDay = (date, zone) => inZone(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(date);
const clockForms = {
  moment: (date, zone) => inZone(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(date) + ', ' + timeOfDay(date, zone),
  timeOfDay,
  utc: (date) => date.toISOString().replace(/\\.\\d+Z$/, 'Z'),
  unix: (date) => String(date.getTime()),
};
let ticker;
function tickClocks() {
  clearTimeout(ticker);
  const selection = getSelection();
  let wait;
  for (const part of document.querySelectorAll('[data-tick]')) {
    // The clock of the browser only measures what has passed: it may be another one than that of the emulator.
    if (!arrivals.has(part)) arrivals.set(part, Date.now());
    const now = Number(part.dataset.now) + Date.now() - arrivals.get(part);
    wait = 1000 - (now % 1000);
    // A person who selects it wants to copy it.
    if (!selection.isCollapsed && selection.containsNode(part, true)) continue;
    const text = clockForms[part.dataset.tick](new Date(now), part.dataset.zone);
    if (part.textContent === text) continue;
    part.textContent = text;
    part.dateTime = new Date(now).toISOString();
  }
  if (wait !== undefined) ticker = setTimeout(tickClocks, wait);
}
tickClocks();
document.addEventListener('visibilitychange', () => { if (!document.hidden) tickClocks(); });
`;
