/** What the dashboard adds to the style sheet of the pages: a denser type, the navigation, tables, panes. */
export const dashboardStyleSheet = `
:root { --good: #11663c; --good-soft: #e3f5ea; --warn: #6b4e00; --warn-soft: #fdf1cf; --side: #fbfbfd; }
@media (prefers-color-scheme: dark) {
  :root { --good: #7fdcaa; --good-soft: #12301f; --warn: #f3d27a; --warn-soft: #332a10; --side: #131318; }
}
body.dashboard { display: grid; grid-template-columns: 14.5rem minmax(0, 1fr); grid-template-rows: minmax(0, 1fr); background: var(--page); font-size: .875rem; }
main:focus { outline: none; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: .75rem; top: .75rem; z-index: 2; padding: .5rem .75rem; background: var(--card); border-radius: .5rem; }
.side { position: sticky; top: 0; height: 100vh; height: 100dvh; overflow-y: auto; padding: 1rem .75rem; background: var(--side); border-right: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: .625rem; padding: .25rem .5rem; color: inherit; text-decoration: none; font-weight: 650; line-height: 1.25; border-radius: .5rem; }
.brand small { display: block; font-weight: 400; font-size: .75rem; }
.mark { flex: none; width: 1.75rem; height: 1.75rem; display: block; }
.nav { margin-top: .875rem; }
.menu .nav { margin-top: 0; }
.nav h2 { margin: 1.125rem .5rem .25rem; font-size: .6875rem; font-weight: 600; letter-spacing: .04em; text-transform: uppercase; color: var(--muted); }
.nav ul { list-style: none; display: grid; gap: 1px; }
.nav a { display: flex; align-items: center; gap: .625rem; min-height: 2rem; padding: .25rem .5rem; border-radius: .5rem; color: var(--text); text-decoration: none; font-weight: 500; }
.nav a:hover { background: var(--soft); }
.nav a[aria-current] { background: color-mix(in srgb, var(--accent) 13%, transparent); color: var(--link); font-weight: 600; }
.nav svg { flex: none; width: 1rem; height: 1rem; fill: none; stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.menu { display: none; }
body.dashboard main { max-width: 74rem; margin: 0 auto; padding: 1.5rem 2rem 3rem; }
.top { display: flex; flex-wrap: wrap; align-items: flex-start; gap: .75rem 1rem; margin-bottom: 1.25rem; }
.top > div:first-child { flex: 1; min-width: min(100%, 16rem); }
.top h1 { font-size: 1.375rem; overflow-wrap: anywhere; }
.top p { color: var(--muted); margin-top: .125rem; max-width: 46rem; overflow-wrap: anywhere; }
.back { display: inline-block; margin-bottom: .25rem; font-size: .8125rem; text-decoration: none; }
.back:hover { text-decoration: underline; }
.top .actions, .row { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }
.top .actions > *, .row > * { flex: none; max-width: 100%; }
.row > .check { flex: 0 1 auto; }
.live { display: inline-flex; align-items: center; gap: .375rem; font-size: .8125rem; color: var(--muted); }
.live[hidden], a.refresh[hidden] { display: none; }
.live::before { content: ''; width: .5rem; height: .5rem; border-radius: 50%; background: #2fa86a; box-shadow: 0 0 0 3px color-mix(in srgb, #2fa86a 22%, transparent); }
.live.is-off::before { background: var(--field-line); box-shadow: none; }
.dashboard .button { min-height: 2.125rem; padding: .25rem .75rem; border-radius: .5rem; font-weight: 550; font-size: .8125rem; }
.dashboard .button.small { min-height: 1.75rem; padding: .125rem .5rem; font-size: .75rem; }
.dashboard .button.secondary { background: var(--card); }
.dashboard .button.secondary:hover { background: var(--soft); }
.dashboard .button.danger { background: var(--card); color: var(--danger); border-color: color-mix(in srgb, var(--danger) 40%, transparent); }
.dashboard .button.danger:hover { background: var(--danger-soft); }
.dashboard form > .button { width: auto; white-space: nowrap; }
.dashboard .card { border-radius: .75rem; padding: 1rem 1.125rem; box-shadow: 0 1px 2px rgb(20 20 45 / 4%); margin: 0 0 1rem; }
.dashboard details.card { padding: 0; }
.dashboard .card.flush { padding: 0; overflow: hidden; }
.card > h2, .card > header h2, summary h2 { font-size: .9375rem; }
.card > header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem; }
.card.flush > header { padding: .75rem 1.125rem; border-bottom: 1px solid var(--line); }
.dashboard .card:not(.flush):not(details) > * + *, .inside > * + *, form > * + .row, form > .grid + * { margin-top: .875rem; }
.dashboard .card:not(.flush):not(details) > :is(h2, header) + p { margin-top: .25rem; }
.dashboard .card:not(.flush):not(details) > h2 + dl { margin-top: .375rem; }
.dashboard code, .dashboard pre { font-size: .75rem; }
.dashboard pre { border-radius: .5rem; padding: .75rem .875rem; max-height: 30rem; overflow: auto; user-select: text; -webkit-user-select: text; }
.dashboard small, .dashboard .muted { font-size: .8125rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 7.75rem), 1fr)); gap: .75rem; margin-bottom: 1rem; }
.tile { display: block; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; color: inherit; text-decoration: none; }
.tile:hover { border-color: var(--field-line); }
.tile strong { display: block; font-size: 1.375rem; font-weight: 650; line-height: 1.25; letter-spacing: -.01em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.tile.clock strong { font-size: 1.125rem; line-height: 1.5278; white-space: nowrap; }
.tile span { color: var(--muted); font-size: .8125rem; }
.cols { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; align-items: start; }
.cols > * { min-width: 0; }
.dashboard .cols { margin-bottom: 1rem; }
.dashboard :is(.cols, .detail) > .card { margin: 0; }
.dashboard .card > .cols { margin-bottom: 0; }
.detail { display: grid; grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); gap: 1rem; align-items: start; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { padding: .5rem .75rem; text-align: left; font-size: .75rem; font-weight: 550; color: var(--muted); background: var(--side); border-bottom: 1px solid var(--line); white-space: nowrap; }
td { padding: .5rem .75rem; vertical-align: middle; overflow-wrap: anywhere; line-height: 1.35; }
th:first-child, td:first-child { padding-left: 1.125rem; }
th:last-child, td:last-child { padding-right: 1.125rem; }
tbody tr + tr > td { border-top: 1px solid var(--line); }
tbody tr:hover { background: color-mix(in srgb, var(--soft) 60%, transparent); }
td.num, td.tight, th.tight { white-space: nowrap; width: 1%; }
td.end > form, td.end > .row { justify-content: flex-end; }
td.end, th.end { text-align: right; }
td small { display: block; }
td small > .secret { display: table; margin-top: .125rem; white-space: nowrap; }
.cell { display: flex; align-items: center; gap: .625rem; min-width: 7.5rem; }
.cell > span { min-width: 0; }
.cell a, td > a { color: var(--text); font-weight: 550; text-decoration: none; }
.cell a:hover, td > a:hover { text-decoration: underline; }
.empty { padding: 2rem 1.125rem; text-align: center; color: var(--muted); }
.empty strong { display: block; color: var(--text); margin-bottom: .25rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.badge { display: inline-block; padding: .0625rem .5rem; border-radius: 1rem; background: var(--soft); color: var(--muted); font-size: .75rem; font-weight: 550; white-space: nowrap; font-variant-numeric: tabular-nums; }
.badge.good { background: var(--good-soft); color: var(--good); }
.badge.warn { background: var(--warn-soft); color: var(--warn); }
.badge.bad { background: var(--danger-soft); color: var(--danger); }
.badge.accent { background: color-mix(in srgb, var(--accent) 13%, transparent); color: var(--link); }
.method { font: 600 .6875rem/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; color: var(--muted); }
.mono { font: .75rem/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
.toolbar { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .75rem; align-items: center; }
.toolbar form { display: flex; flex-wrap: wrap; gap: .5rem; flex: 1; }
.toolbar input[type=search] { flex: 1; min-width: min(100%, 11rem); }
.dashboard input:not([type=checkbox]):not([type=radio]), .dashboard select, .dashboard textarea {
  min-height: 2.125rem; max-width: 100%; padding: .25rem .625rem; font: inherit; color: inherit; background: var(--field); border: 1px solid var(--field-line); border-radius: .5rem;
}
.dashboard textarea { width: 100%; min-height: 5rem; padding: .5rem .625rem; font: .75rem/1.6 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; resize: vertical; }
.dashboard textarea.tall { min-height: 26rem; }
.dashboard :is(input, select, textarea):focus-visible { outline: none; border-color: var(--accent); box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 32%, transparent); }
.dashboard .check input { margin: 0; }
.dashboard .check { margin: 0; font-size: .8125rem; min-height: 2rem; }
.dashboard .field { margin: 0; }
.dashboard .field label { font-size: .8125rem; margin-bottom: .25rem; }
.dashboard .field :is(input, select) { width: 100%; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: .75rem; align-items: end; }
.grid .whole { grid-column: 1 / -1; }
fieldset { min-width: 0; margin: 0; padding: .75rem .875rem .875rem; border: 1px solid var(--line); border-radius: .625rem; }
legend { padding: 0 .375rem; font-size: .8125rem; font-weight: 600; }
.checks { gap: 0 1.125rem; }
.inline { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.inline .field { flex: 1; min-width: min(100%, 10rem); }
.facts { display: grid; }
.facts > div { display: grid; grid-template-columns: minmax(6rem, 9rem) minmax(0, 1fr); gap: .5rem; padding: .4375rem 0; align-items: baseline; }
.facts > div + div { border-top: 1px solid var(--line); }
.facts dt { font-size: .8125rem; }
.facts dd { font-size: .8125rem; }
.lines { list-style: none; display: grid; }
.lines > li { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .5rem 0; }
.lines > li + li { border-top: 1px solid var(--line); }
.lines .who { flex: 1 0 auto; min-width: min(100%, 8rem); max-width: 100%; }
.stack > .card:last-child { margin-bottom: 0; }
.split { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; align-items: start; }
.split.has-pane { grid-template-columns: minmax(0, 1fr) minmax(0, 1.05fr); }
.split.has-pane :is(.w1, .w2) { display: none; }
.split > * { min-width: 0; margin-bottom: 0; }
tr[aria-current] > td { background: color-mix(in srgb, var(--accent) 9%, transparent); }
tr.is-bad > td:first-child { box-shadow: inset 3px 0 0 var(--danger); }
tr.is-odd > td:first-child { box-shadow: inset 3px 0 0 #d49a14; }
.pages { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem; padding: .625rem 1.125rem; border-top: 1px solid var(--line); color: var(--muted); font-size: .8125rem; }
.code { font: 650 1.375rem/1.3 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; letter-spacing: .12em; }
.mail { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9375rem; }
.copy { position: relative; }
.copy.lines pre { white-space: pre; }
.copy > .button { position: absolute; top: .375rem; right: .375rem; }
.copy > pre { padding-right: 4.5rem; }
summary .muted { font-weight: 400; }
details > summary { cursor: pointer; padding: .75rem 1.125rem; font-weight: 550; border-radius: .75rem; }
details > summary > h2 { display: inline; }
details > .inside { padding: 0 1.125rem 1rem; }
.notice.good { background: var(--good-soft); color: var(--good); }
.notice { overflow-wrap: anywhere; }
.notice pre { margin-top: .5rem; color: var(--text); user-select: all; -webkit-user-select: all; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem; margin-bottom: 1rem; }
.tabs a { padding: .25rem .75rem; border-radius: 2rem; color: var(--muted); text-decoration: none; font-weight: 550; font-size: .8125rem; }
.tabs a:hover { background: var(--soft); color: var(--text); }
.tabs a[aria-current] { background: color-mix(in srgb, var(--accent) 13%, transparent); color: var(--link); }
@media (max-width: 68rem) { .split.has-pane { grid-template-columns: minmax(0, 1fr); } .split.has-pane > :first-child { display: none; } .detail { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 60rem) { .w2 { display: none; } body.dashboard main { padding: 1.25rem 1.25rem 2.5rem; } }
@media (max-width: 52rem) {
  body.dashboard { display: block; }
  .side { display: none; }
  .menu { display: block; position: relative; z-index: 1; background: var(--side); border-bottom: 1px solid var(--line); }
  .menu > summary { display: flex; align-items: center; gap: .625rem; padding: .625rem 1rem; font-weight: 650; list-style: none; border-radius: 0; }
  .menu > summary::-webkit-details-marker { display: none; }
    .menu > summary span { flex: 1; }
  .menu > summary::after { content: ''; width: 1.125rem; height: .625rem; border: solid var(--muted); border-width: 2px 0; margin-right: .25rem; }
  .menu .nav { padding: 0 .75rem 1rem; }
  .nav a { min-height: 2.5rem; }
}
@media (max-width: 36rem) {
  .w1 { display: none; }
  body.dashboard main { padding: 1rem .75rem 2rem; }
  .copy:has(> .button) > pre { padding: 2.5rem .75rem .75rem; }
  .facts > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  th:first-child, td:first-child { padding-left: .75rem; }
  th:last-child, td:last-child { padding-right: .75rem; }
  .pages, .card.flush > header { padding-left: .75rem; padding-right: .75rem; }
}
`;
