/**
 * What a reading finds, as it is found. Only findings wait here, never text; whoever stops listening
 * ends the reading.
 *
 * @param read hands each thing to `emit`, and ends early where the signal says so
 */
export async function* stream<Item>(
	read: (emit: (item: Item) => void, signal: AbortSignal) => Promise<unknown>,
): AsyncGenerator<Item, void, undefined> {
	const waiting: Item[] = [];
	const end = new AbortController();
	let wake: () => void = () => undefined;
	const state: { ended: boolean; failure?: { error: unknown } } = { ended: false };
	const reading = read((item) => {
		waiting.push(item);
		wake();
	}, end.signal).then(
		() => {
			state.ended = true;
			wake();
		},
		(error: unknown) => {
			state.ended = true;
			state.failure = { error };
			wake();
		},
	);
	try {
		for (;;) {
			for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) yield item;
			if (state.failure !== undefined) throw state.failure.error;
			if (state.ended) return;
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
	} finally {
		end.abort();
		await reading;
	}
}
