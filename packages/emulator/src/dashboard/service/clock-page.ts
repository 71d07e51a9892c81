import { html } from 'hono/html';
import type { ShownClock } from '../../controls/table/tool-controls.js';
import type { Html } from '../../pages/render-page.js';
import { actionButton, actionForm } from '../layout/action-form.js';
import { badge } from '../layout/badge.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { facts } from '../layout/facts.js';
import { textField } from '../layout/text-field.js';
import { tickingTime } from '../layout/ticking-time.js';

const steps = [
  { by: '1m', text: '+ 1 minute' },
  { by: '1h', text: '+ 1 hour' },
  { by: '1d', text: '+ 1 day' },
  { by: '7d', text: '+ 7 days' },
  { by: '30d', text: '+ 30 days' },
  { by: '-1h', text: '− 1 hour' },
];

/** The clock of the emulator: sessions, tokens and invitations expire by it. */
export const clockPage: DashboardPage = {
  path: '/dashboard/clock',
  topics: ['clock'],
  async show(call) {
    const clock = await call.run('clock.get');
    return {
      title: 'Clock',
      subtitle: 'Sessions, tokens and invitations expire by this clock. Applications check tokens with their own.',
      live: clockCards(clock),
      after: clockForms(call),
    };
  },
  actions: {
    async advance(call) {
      await call.run('clock.advance', { by: call.sent('by')?.trim() });
      return { note: 'The clock was moved.' };
    },
    async set(call) {
      await call.run('clock.set', { time: call.sent('time')?.trim() });
      return { note: 'The clock was set.' };
    },
    async freeze(call) {
      await call.run('clock.freeze');
      return { note: 'The clock stands still.' };
    },
    async unfreeze(call) {
      await call.run('clock.unfreeze');
      return { note: 'The clock runs again.' };
    },
    async reset(call) {
      await call.run('clock.reset');
      return { note: 'The clock shows the real time.' };
    },
  },
};

function clockCards(clock: ShownClock): Html {
  return html`<section class="card">
    <header>
      <h2>Time of the emulator</h2>
      ${clockState(clock)}
    </header>
    ${facts([
      ['Here', tickingTime(clock, 'moment')],
      ['UTC', tickingTime(clock, 'utc')],
      ['Unix', html`<span class="mono">${tickingTime(clock, 'unix')}</span>`],
      ['Difference', differenceOf(clock.aheadMs)],
    ])}
    <div class="row">
      ${
        clock.isFrozen
          ? actionButton({ action: 'unfreeze', text: 'Start the clock', tone: 'primary' })
          : actionButton({ action: 'freeze', text: 'Stop the clock' })
      }
      ${actionButton({ action: 'reset', text: 'Return to the real time' })}
    </div>
  </section>`;
}

/** Whether the clock runs, and with which time. */
export function clockState(clock: ShownClock): Html {
  if (clock.isFrozen) return badge('stopped', 'warn');
  return isReal(clock.aheadMs) ? badge('real time', 'good') : badge('moved', 'accent');
}

/** A difference that is only the time between two looks at the clock. */
const isReal = (aheadMs: number) => Math.abs(aheadMs) < 1000;

/** How far the clock is from the real time, in words. */
function differenceOf(aheadMs: number): string {
  if (isReal(aheadMs)) return 'none';
  const units = [
    { name: 'day', ms: 86_400_000 },
    { name: 'hour', ms: 3_600_000 },
    { name: 'minute', ms: 60_000 },
    { name: 'second', ms: 1000 },
  ];
  const size = Math.abs(aheadMs) + 500;
  const parts = units.map(({ name, ms }, index) => {
    const whole = units[index - 1]?.ms;
    const count = Math.floor((whole === undefined ? size : size % whole) / ms);
    return count === 0 ? '' : `${count} ${name}${count === 1 ? '' : 's'}`;
  });
  return `${parts.filter((part) => part !== '').join(' ')} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
}

function clockForms(call: DashboardCall): Html {
  const kept = (form: string, name: string) => ({ form, name, value: call.kept(form, name, ''), isRequired: true });
  return html`<section class="card">
    <h2>Move the clock</h2>
    <p class="muted">See what happens when a session expires, without waiting.</p>
    <div class="row">${steps.map(({ by, text }) => actionButton({ action: 'advance', text, hidden: { by } }))}</div>
    <div class="cols">
      ${actionForm({
        action: 'advance',
        submit: 'Move',
        className: 'inline',
        fields: textField({ ...kept('advance', 'by'), label: 'By another time', placeholder: '90s, 15m, 2h, -3d' }),
      })}
      ${actionForm({
        action: 'set',
        submit: 'Set',
        className: 'inline',
        fields: textField({ ...kept('set', 'time'), label: 'To a time', placeholder: '2030-01-01T00:00:00Z' }),
      })}
    </div>
  </section>`;
}
