import { html } from 'hono/html';
import { isJsonObject } from '../../store/json-object.js';
import type { Html } from '../../pages/render-page.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import { checkField, textField } from '../layout/text-field.js';

type Path = readonly string[];

/** The name of a setting as a label: `min_length` as `Min length`. */
export function labelOf(name: string): string {
  const text = name
    .replaceAll('_', ' ')
    .replace(/\b(id|api|sso|hibp|js)\b/g, (word) => word.toUpperCase())
    .replace(/\boauth\b/g, 'OAuth');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const nameOf = (path: Path) => path.join('.');
const lastOf = (path: Path) => path.at(-1) ?? '';

/**
 * Fields for a part of the settings; its values show their types.
 * @param refused - the call whose form was refused, which has what the person typed
 */
export function settingFields(refused: DashboardCall | undefined, value: unknown, path: Path): Html {
  if (!isJsonObject(value)) return field(refused, value, path);
  const entries = Object.entries(value);
  const inner = entries.filter(([, item]) => isJsonObject(item));
  const flags = entries.filter(([, item]) => typeof item === 'boolean');
  const others = entries.filter(([, item]) => !isJsonObject(item) && typeof item !== 'boolean');
  const show = (list: typeof entries) => list.map(([name, item]) => field(refused, item, [...path, name]));
  return html`${flags.length > 0 ? html`<div class="row checks whole">${show(flags)}</div>` : ''} ${show(others)}
  ${inner.map(
    ([name, item]) =>
      html`<fieldset class="whole">
        <legend>${labelOf(name)}</legend>
        <div class="grid">${settingFields(refused, item, [...path, name])}</div>
      </fieldset>`,
  )}`;
}

function field(refused: DashboardCall | undefined, value: unknown, path: Path): Html {
  const place = { form: 'setting', name: nameOf(path), label: labelOf(lastOf(path)) };
  const isRefused = refused?.refused !== undefined;
  if (typeof value === 'boolean')
    return checkField({ ...place, isChecked: isRefused ? refused.isChecked(place.name) : value });
  const text = Array.isArray(value)
    ? value.join(', ')
    : typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : '';
  return textField({
    ...place,
    value: isRefused ? (refused.sent(place.name) ?? '') : text,
    type: typeof value === 'number' ? 'number' : 'text',
    hint: Array.isArray(value) ? 'with commas' : value === null ? 'empty: not set' : undefined,
  });
}

/** Reads what a form says about a part of the settings, by the types of the current values. Wrong values are left to the check. */
export function readSetting(call: DashboardCall, current: unknown, path: Path): unknown {
  if (isJsonObject(current)) {
    return Object.fromEntries(
      Object.entries(current).map(([name, item]) => [name, readSetting(call, item, [...path, name])]),
    );
  }
  const name = nameOf(path);
  if (typeof current === 'boolean') return call.isChecked(name);
  const text = call.sent(name)?.trim() ?? '';
  if (Array.isArray(current)) return text.split(/[,\n]/).flatMap((item) => item.trim() || []);
  if (typeof current === 'number') return numberOf(text);
  // A value that is not set may be a text or a limit.
  if (text === '') return isNullable(current, path) ? null : '';
  return lastOf(path).endsWith('_limit') ? numberOf(text) : text;
}

/** Settings that can be removed again. */
const nullable =
  /^general\.(home_url|support_email|clerk_js_version|development_origin|preferred_\w+)$|role_set_key$|_limit$/;
const isNullable = (current: unknown, path: Path) => current === null || nullable.test(nameOf(path));
const numberOf = (text: string) => (/^-?\d+$/.test(text) ? Number(text) : text === '' ? null : text);
