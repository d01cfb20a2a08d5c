import { createHash } from "node:crypto";
import { render } from "../../../output/marked.js";
import { markup } from "../../../output/markup.js";
import { pageHead } from "../../../output/pageHead.js";
import { STYLE } from "../../../output/pageStyle.js";
import { VERSION } from "../../../version.js";
import { sectionsOf, type Worksheet } from "../worksheet.js";

const OWN_STYLE = `${STYLE}
main { padding-top: 32px; }
footer { padding-top: 24px; padding-bottom: 32px; color: var(--soft); }
h3 { margin: 28px 0 4px; font-size: 16px; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 6px 18px; margin: 20px 0 0; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; }
pre { margin: 2px 0 10px; padding: 8px 12px; background: var(--card); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; }
.what { margin: 8px 0 0; font-size: 13px; color: var(--soft); }
ul.checks { list-style: none; padding: 0; }
ul.checks label { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: baseline; }
ul.checks input[type="text"] { font: inherit; font-size: 13px; width: 220px; border: 0; border-bottom: 1px solid var(--line); background: none; color: var(--text); }
@media print { pre { border-color: #999; } }
`;

/** One self-contained page that loads nothing and runs nothing: to be filled in, printed or kept. */
export function htmlWorksheet(sheets: readonly Worksheet[]): string {
	const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(OWN_STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;
	const title = sheets.length === 1 ? markup(sheets[0]?.title ?? "") : `${sheets.length} Mailgun keys: what to do`;
	return `${pageHead(title, OWN_STYLE, policy)}
<body>
<main>
${sheets.map(article).join("\n")}
</main>
<footer>Made by mg-hook ${markup(VERSION)}. No key is in this page, and it sends nothing. What is filled in is kept by printing it.</footer>
</body>
</html>
`;
}

function article(sheet: Worksheet): string {
	const tone = { leaked: "head", unsure: "gone", local: "calm" }[sheet.verdict.tone];
	const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${text(item)}</li>`).join("")}</ul>`;
	return `<article>
<h1>${text(sheet.title)}</h1>
<p class="verdict ${tone}"><strong>${text(sheet.verdict.text)}</strong></p>
<dl class="facts">${sheet.summary.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`).join("")}</dl>
<h2>Where it is in this repository</h2>
${sheet.places.length === 0 ? "<p>Nowhere.</p>" : sheet.places.map(({ title, items }) => `<h3>${text(title)}</h3>${list(items)}`).join("\n")}
<h3>Not searched</h3>${list(sheet.limits)}
<h2>What to do, in this order</h2>
<p>${text(sheet.preface)}</p>
${sectionsOf(sheet)
	.map(
		({ label, action, facts, commands, links, checks }) => `<section><h3>${text(label)}</h3>
<p>${text(action)}</p>
${facts.length === 0 ? "" : list(facts)}
${commands.map(({ what, command }) => `<p class="what">${text(what)}</p><pre><code>${markup(command)}</code></pre>`).join("\n")}
${links.map(({ what, url }) => `<p class="what">${text(what)}: <a href="${markup(url)}" rel="noreferrer noopener">${markup(url)}</a></p>`).join("\n")}
<ul class="checks">${checks.map((check) => `<li><label><input type="checkbox">${text(check)}<input type="text" aria-label="time, by whom: ${markup(check)}" placeholder="time, by whom"></label></li>`).join("")}</ul></section>`,
	)
	.join("\n")}
</article>`;
}

function text(sentence: string): string {
	return render(sentence, markup, (others) => `<code>${markup(others)}</code>`);
}
