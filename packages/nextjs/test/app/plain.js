/** An auth object as JSON: functions by name, and what they answer. */
export async function plain(auth) {
  const token = await auth.getToken();
  const entries = Object.entries(auth).map(([name, value]) => [name, typeof value === 'function' ? '[fn]' : value]);
  return { ...Object.fromEntries(entries.sort()), __token: token, __hasAdmin: auth.has({ role: 'org:admin' }) };
}

export const parse = (text) => (text ? JSON.parse(text) : undefined);
