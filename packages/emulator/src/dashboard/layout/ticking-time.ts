import { html } from 'hono/html';
import type { ShownClock } from '../../controls/table/tool-controls.js';
import type { Html } from '../../pages/render-page.js';
import { momentText, timeOfDayText } from './format-time.js';

/** How a clock is shown. */
const forms = {
  moment: (date: Date) => momentText(date),
  timeOfDay: (date: Date) => timeOfDayText(date),
  utc: (date: Date) => date.toISOString().replace(/\.\d+Z$/, 'Z'),
  unix: (date: Date) => String(date.getTime()),
};

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time of the emulator. While its clock runs, the script of the page moves it on (`clock-script.ts`). */
export function tickingTime({ now, isFrozen }: ShownClock, form: keyof typeof forms): Html {
  const date = new Date(now);
  const text = forms[form](date);
  return isFrozen
    ? html`<time datetime="${date.toISOString()}">${text}</time>`
    : html`<time datetime="${date.toISOString()}" data-tick="${form}" data-now="${now}" data-zone="${zone()}"
        >${text}</time
      >`;
}
