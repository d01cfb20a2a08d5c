/** The page's style sheet. Its hash is in the page's policy, so nothing else can style it. */
export const STYLE = `
:root {
	color-scheme: light dark;
	--page: #f6f7f9; --card: #ffffff; --text: #1b1f24; --soft: #59636e; --line: #d5dae1; --link: #0b5cad;
	--head: #b42318; --head-soft: #fdecea; --gone: #8a5a00; --gone-soft: #fff4d6; --calm: #1a6b3c; --calm-soft: #e3f5ea;
	--mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
	:root {
		--page: #0f1318; --card: #181d24; --text: #e6eaf0; --soft: #9aa5b3; --line: #323a45; --link: #7ab8ff;
		--head: #ff8a80; --head-soft: #3a1a1a; --gone: #f0c060; --gone-soft: #352a10; --calm: #7ddba0; --calm-soft: #14301f;
	}
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main, header, footer { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 32px; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; letter-spacing: -0.01em; }
h2 { margin: 40px 0 12px; font-size: 19px; }
p { margin: 8px 0; max-width: 78ch; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible, .scroll:focus-visible {
	outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px;
}
code { font-family: var(--mono); font-size: 0.92em; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.verdict { margin: 20px 0 0; padding: 14px 18px; border-left: 5px solid; border-radius: 6px; max-width: none; font-size: 16px; }
.verdict.head { background: var(--head-soft); border-color: var(--head); }
.verdict.gone { background: var(--gone-soft); border-color: var(--gone); }
.verdict.calm { background: var(--calm-soft); border-color: var(--calm); }
.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 20px 0 0; }
.totals div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
.totals dt { color: var(--soft); font-size: 13px; white-space: nowrap; }
.totals dd { margin: 0; font-size: 23px; font-weight: 650; font-variant-numeric: tabular-nums; }
.totals .alarm dd { color: var(--head); }
.filters { display: flex; flex-wrap: wrap; gap: 12px 16px; align-items: end; margin: 0 0 12px; }
.filters label { display: grid; gap: 3px; font-size: 13px; color: var(--soft); }
.filters input, .filters select { font: inherit; font-size: 15px; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 6px 10px; min-height: 38px; }
.filters input { width: 280px; max-width: 100%; }
.filters output { color: var(--soft); padding-bottom: 8px; }
.legend { display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 0 0 10px; padding: 0; list-style: none; font-size: 13px; color: var(--soft); }
.legend svg { vertical-align: -3px; margin-right: 6px; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 8px 12px; vertical-align: middle; }
thead th { font-size: 13px; color: var(--soft); font-weight: 600; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: bottom; }
thead button { all: unset; cursor: pointer; color: inherit; padding: 2px 0; }
thead button:hover { color: var(--text); text-decoration: underline; }
thead button:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
th[aria-sort] button::after { content: " \\2195"; opacity: 0.5; }
th[aria-sort="ascending"] button::after { content: " \\2191"; opacity: 1; }
th[aria-sort="descending"] button::after { content: " \\2193"; opacity: 1; }
tbody + tbody tr:first-child > * { border-top: 1px solid var(--line); }
tbody th { font-weight: 400; }
tbody tr:first-child > * { padding-bottom: 2px; }
.key code { font-weight: 650; white-space: nowrap; }
.rule { display: block; font-size: 13px; color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .number button { text-align: right; }
.day { white-space: nowrap; font-variant-numeric: tabular-nums; }
.time { width: 30%; min-width: 230px; }
svg.bar, svg.axis { display: block; overflow: visible; }
svg text { fill: var(--soft); font-size: 11px; font-family: inherit; font-weight: 400; }
svg .grid { stroke: var(--line); }
svg .after { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 2 4; }
svg .head { fill: var(--head); }
svg .gone { fill: var(--gone); }
svg .calm { fill: var(--calm); }
.badge { display: inline-block; border-radius: 20px; padding: 1px 10px; font-size: 13px; white-space: nowrap; border: 1px solid; }
.badge.head { color: var(--head); background: var(--head-soft); }
.badge.gone { color: var(--gone); background: var(--gone-soft); }
.badge.calm { color: var(--calm); background: var(--calm-soft); }
.badge.plain { color: var(--soft); }
details { margin: 0 0 4px; }
summary { cursor: pointer; font-size: 13px; color: var(--link); width: max-content; max-width: 100%; padding: 2px 0; }
.places { margin: 4px 0 8px; padding: 0; list-style: none; }
.places li { padding: 6px 0 6px 14px; border-left: 3px solid var(--line); margin-bottom: 4px; }
.places span { display: block; font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }
.steps { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: 0; padding: 12px 24px 12px 48px; }
.steps li { padding: 6px 0 6px 4px; }
.steps li::marker { font-weight: 650; color: var(--soft); }
.steps span { display: block; font-size: 14px; overflow-wrap: anywhere; }
.none { padding: 24px; margin: 0; text-align: center; color: var(--soft); max-width: none; }
footer { padding: 32px 24px; font-size: 13px; color: var(--soft); }
tbody tr:last-child td { padding-top: 2px; }
@media print {
	.filters, summary { display: none; }
	body { background: none; }
	.scroll { overflow: visible; }
}
@media (max-width: 640px) {
	main, header, footer { padding-left: 14px; padding-right: 14px; }
	h1 { font-size: 22px; }
	.totals { grid-template-columns: repeat(2, 1fr); }
	.steps { padding-left: 36px; padding-right: 14px; }
}
`;
