import { type MarkingNode, markingNode } from "./markingNode.js";
import { type PackedPackage, packPackage } from "./packedPackage.js";

/**
 * Makes what the tests of a hook need once for the file: the package as npm would publish it, and a
 * Node that leaves a mark where it is started.
 *
 * @param begin told both, before the first test
 */
export function withPackedHooks(begin: (packed: PackedPackage, node: MarkingNode) => void): void {
	let packed: PackedPackage | undefined;
	let node: MarkingNode | undefined;
	beforeAll(() => {
		packed = packPackage();
		node = markingNode();
		begin(packed, node);
	});
	afterAll(() => {
		node?.remove();
	});
}
