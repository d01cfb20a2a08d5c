import { type Spelling, spellingsOf } from "./spellings.js";

/** Searches bytes that come piece by piece for a key in every spelling. */
export class KeySearch {
	private readonly spellings: readonly Spelling[];
	/** One byte less than the longest spelling: a hit on a seam reaches back no further. */
	private readonly reach: number;
	private carry = Buffer.alloc(0);
	private readonly found = new Set<Spelling["name"]>();

	constructor(key: string) {
		this.spellings = spellingsOf(key);
		this.reach = Math.max(...this.spellings.map(({ bytes }) => bytes.length)) - 1;
	}

	/** No spelling of a key is longer (bytes): a current key with every character percent-encoded has 150. */
	static readonly LONGEST = 256;

	/** Where in `bytes` any spelling stands first, or -1. */
	firstIn(bytes: Buffer): number {
		const places = this.spellings.map((spelling) => bytes.indexOf(spelling.bytes)).filter((at) => at !== -1);
		return places.length === 0 ? -1 : Math.min(...places);
	}

	/** Whether any spelling stands in `bytes`. */
	isIn(bytes: Buffer): boolean {
		return this.spellings.some((spelling) => bytes.includes(spelling.bytes));
	}

	/** Starts on a new text. */
	begin(): void {
		this.carry = this.carry.subarray(0, 0);
		this.found.clear();
	}

	/**
	 * @param mayHold false where `bytes` alone is known to hold none: then only its seam with the piece
	 *   before is searched
	 */
	push(bytes: Buffer, mayHold = true): void {
		if (this.carry.length > 0) this.look(Buffer.concat([this.carry, bytes.subarray(0, this.reach)]));
		if (mayHold) this.look(bytes);
		if (bytes.length >= this.reach) this.carry = Buffer.from(bytes.subarray(bytes.length - this.reach));
		else this.carry = Buffer.concat([this.carry, bytes]).subarray(-this.reach);
	}

	/** The spellings found since `begin`, the plain one first. */
	end(): Spelling["name"][] {
		return [...this.found];
	}

	private look(bytes: Buffer): void {
		for (const { name, bytes: spelling } of this.spellings) {
			if (!this.found.has(name) && bytes.includes(spelling)) this.found.add(name);
		}
	}
}
