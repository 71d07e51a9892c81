/** The style sheet of all pages. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --page: #f5f5f8; --glow: #e9e8fb; --card: #ffffff; --text: #1b1b25; --muted: #5f5f6e; --line: #e3e3ea; --field: #ffffff;
  --field-line: #8b8b9a; --accent: #5753c9; --accent-strong: #4643b0; --on-accent: #ffffff; --link: #4c48bd; --soft: #f3f3f7;
  --danger: #b3261e; --danger-soft: #fdf0ef; --notice: #6b4e00; --notice-soft: #fff6dc; --code: #f4f4f8;
  --shadow: 0 1px 2px rgb(20 20 45 / 5%), 0 8px 28px rgb(20 20 45 / 7%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f0f13; --glow: #1b1a30; --card: #18181d; --text: #ededf2; --muted: #a2a2b0; --line: #2c2c35; --field: #131317;
    --field-line: #6c6c7b; --accent: #625ed8; --accent-strong: #726ee8; --on-accent: #ffffff; --link: #a9a6ff; --soft: #202027;
    --danger: #ff9d94; --danger-soft: #361a1a; --notice: #f3d27a; --notice-soft: #332a10; --code: #121217;
    --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 12px 32px rgb(0 0 0 / 35%);
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; color: var(--text);
  background: radial-gradient(60rem 30rem at 50% -12rem, var(--glow), transparent) no-repeat var(--page);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
}
main { width: 100%; margin: auto; padding: 2.5rem 1rem 1.5rem; }
main.narrow { max-width: 27rem; }
main.wide { max-width: 64rem; margin-top: 0; }
footer { padding: 1rem; text-align: center; font-size: .8125rem; color: var(--muted); }
h1, h2, p, ul, ol, dl, dd, pre { margin: 0; padding: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.015em; font-weight: 650; text-wrap: balance; }
h2 { font-size: 1.0625rem; line-height: 1.3; font-weight: 650; }
a { color: var(--link); text-underline-offset: .2em; }
small { font-size: .8125rem; color: var(--muted); }
.muted { color: var(--muted); font-size: .875rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.head { text-align: center; margin-bottom: 1.5rem; }
.head .mark { display: inline-block; border-radius: .75rem; margin-bottom: .875rem; }
.head img { display: block; }
.head p { color: var(--muted); margin-top: .25rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 1.5rem; box-shadow: var(--shadow); }
.card + .card { margin-top: 1rem; }
.card > h1 + p { margin: .5rem 0 1.25rem; color: var(--muted); }
.card.signed-in { display: flex; align-items: center; gap: .75rem; padding: .875rem 1rem; margin-bottom: 1rem; }
.signed-in p { flex: 1; min-width: 0; line-height: 1.35; overflow-wrap: anywhere; }
.field { margin-bottom: 1rem; }
.field label { display: flex; justify-content: space-between; font-size: .875rem; font-weight: 550; margin-bottom: .375rem; }
.hint { color: var(--muted); font-weight: 400; }
.field input {
  width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; background: var(--field);
  border: 1px solid var(--field-line); border-radius: .625rem; transition: border-color .12s, box-shadow .12s;
}
.field input:focus-visible { outline: none; border-color: var(--accent); box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 32%, transparent); }
.field input[aria-invalid] { border-color: var(--danger); }
.field .error { color: var(--danger); font-size: .875rem; margin-top: .375rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
.notice { border-radius: .75rem; padding: .75rem 1rem; margin-bottom: 1rem; font-size: .9375rem; background: var(--notice-soft); color: var(--notice); }
.notice.error { background: var(--danger-soft); color: var(--danger); }
.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: .5rem 1.125rem; font: inherit; font-weight: 600;
  border: 1px solid transparent; border-radius: .625rem; cursor: pointer; text-decoration: none; white-space: nowrap; transition: background .12s, border-color .12s;
}
.button.primary { background: var(--accent); color: var(--on-accent); }
.button.primary:hover { background: var(--accent-strong); }
.button.secondary { background: transparent; color: var(--text); border-color: var(--line); }
.button.secondary:hover { background: var(--soft); }
form > .button { width: 100%; white-space: normal; overflow-wrap: anywhere; }
form > .button + .button { margin-top: .625rem; }
.passkey { margin-top: 1rem; }
.check { display: flex; align-items: center; gap: .5rem; margin-bottom: 1rem; font-size: .9375rem; }
.check input { width: 1.125rem; height: 1.125rem; accent-color: var(--accent); }
.divider { display: flex; align-items: center; gap: .75rem; margin: 1.25rem 0 .875rem; color: var(--muted); font-size: .8125rem; }
.divider::before, .divider::after { content: ''; flex: 1; height: 1px; background: var(--line); }
.people { display: grid; gap: .5rem; }
.person {
  display: flex; align-items: center; gap: .75rem; width: 100%; padding: .5rem .75rem; font: inherit; text-align: left; color: inherit;
  background: var(--card); border: 1px solid var(--line); border-radius: .75rem; cursor: pointer; transition: background .12s, border-color .12s;
}
.person:hover { background: var(--soft); border-color: var(--field-line); }
.person > span { flex: 1; min-width: 0; display: grid; line-height: 1.35; overflow-wrap: anywhere; }
.person::after { content: ''; width: .5rem; height: .5rem; border: solid var(--muted); border-width: 2px 2px 0 0; transform: rotate(45deg); margin-right: .25rem; }
.avatar { flex: none; border-radius: 50%; display: block; }
.aside { text-align: center; margin-top: 1.25rem; color: var(--muted); font-size: .9375rem; }
.profile { text-align: center; }
.profile .avatar { margin: .25rem auto .875rem; }
.profile > h1 + p { margin: .125rem 0 0; font-size: .9375rem; }
.profile dl { text-align: left; margin: 1.25rem 0; border: 1px solid var(--line); border-radius: .75rem; }
.profile dl > div { padding: .625rem .875rem; }
.profile dl > div + div { border-top: 1px solid var(--line); }
dt { font-size: .75rem; color: var(--muted); }
dd { font-size: .9375rem; overflow-wrap: anywhere; }
.actions { display: flex; gap: .625rem; }
.actions > * { flex: 1; }
.hero { display: flex; align-items: center; gap: 1rem; margin-bottom: 1.5rem; flex-wrap: wrap; }
.hero > div { flex: 1; min-width: 15rem; }
.hero p { color: var(--muted); }
.chip { display: inline-flex; align-items: center; gap: .5rem; padding: .3125rem .875rem .3125rem .3125rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--card); color: var(--text); font-size: .875rem; font-weight: 550; text-decoration: none; }
.chip:hover { background: var(--soft); }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1rem; align-items: start; }
.columns .card { margin: 0; display: grid; gap: .875rem; }
.columns p { color: var(--muted); font-size: .9375rem; }
.next { margin-top: 1rem; }
.next ol { margin-top: .625rem; padding-left: 1.25rem; display: grid; gap: .375rem; }
code, pre { font: .8125rem/1.6 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
code { padding: .125rem .3125rem; background: var(--soft); border-radius: .3125rem; color: var(--text); overflow-wrap: anywhere; }
pre { padding: .875rem 1rem; background: var(--code); border: 1px solid var(--line); border-radius: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; -webkit-user-select: all; }
.count { margin-left: .25rem; padding: .0625rem .5rem; border-radius: 1rem; background: var(--soft); color: var(--muted); font-size: .8125rem; font-weight: 550; }
.list { list-style: none; display: grid; }
.list li { display: flex; align-items: center; gap: .75rem; padding: .625rem 0; flex-wrap: wrap; }
.list li + li { border-top: 1px solid var(--line); }
.who { flex: 1; min-width: 9rem; display: grid; line-height: 1.35; overflow-wrap: anywhere; }
.secret { user-select: all; -webkit-user-select: all; }
@media (max-width: 47.5rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 27rem) { .card.signed-in { flex-wrap: wrap; } .signed-in .button { flex: 1 1 100%; } }
@media (max-width: 24rem) { .pair { grid-template-columns: minmax(0, 1fr); gap: 0; } .card { padding: 1.125rem; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
