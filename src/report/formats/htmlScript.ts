/**
 * The page's script: filters and sorts the rows that are there. It makes no markup, reads nothing
 * but the page, and sends nothing. Its hash is in the page's policy. Without it every row is shown.
 */
export const SCRIPT = `
"use strict";
(() => {
	const table = document.getElementById("keys");
	if (!table) return;
	const rows = [...table.tBodies];
	const text = document.getElementById("filter-text");
	const state = document.getElementById("filter-state");
	const status = document.getElementById("filter-status");
	const count = document.getElementById("count");
	const none = document.getElementById("none");
	const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

	const filter = () => {
		const wanted = text.value.trim().toLowerCase().split(/\\s+/);
		let shown = 0;
		for (const row of rows) {
			const fits =
				wanted.every((word) => words.get(row).includes(word)) &&
				(state.value === "" || row.dataset.state === state.value) &&
				(status.value === "" || row.dataset.status === status.value);
			row.hidden = !fits;
			if (fits) shown++;
		}
		count.textContent = shown + " of " + rows.length + (rows.length === 1 ? " key" : " keys");
		none.hidden = shown > 0;
	};

	const sort = (head) => {
		const up = head.getAttribute("aria-sort") !== "ascending";
		for (const other of table.tHead.querySelectorAll("th[aria-sort]")) other.setAttribute("aria-sort", "none");
		head.setAttribute("aria-sort", up ? "ascending" : "descending");
		const name = head.dataset.sort;
		const numeric = head.dataset.numeric !== undefined;
		const order = (a, b) =>
			numeric ? Number(a.dataset[name]) - Number(b.dataset[name]) : a.dataset[name] < b.dataset[name] ? -1 : a.dataset[name] > b.dataset[name] ? 1 : 0;
		rows.sort((a, b) => (up ? order(a, b) : order(b, a)));
		table.append(...rows);
	};

	document.getElementById("filters").hidden = false;
	for (const field of [text, state, status]) field.addEventListener("input", filter);
	for (const head of table.tHead.querySelectorAll("th[data-sort]")) {
		head.setAttribute("aria-sort", "none");
		const button = head.querySelector("button");
		button.disabled = false;
		button.addEventListener("click", () => sort(head));
	}
	filter();
})();
`;
