import { hermeticEnvironment, type TemporaryRepository } from "./temporaryRepository.js";

/**
 * Gives each test of this file or `describe` a repository of its own, and this process the
 * environment that its git would have. Both are gone behind the test.
 *
 * @param make makes it; `begin` is told it, before the test
 */
export function eachInRepository<Made extends TemporaryRepository>(
	make: () => Made,
	begin: (repository: Made) => void,
): void {
	const before = process.env;
	let repository: Made | undefined;
	beforeEach(() => {
		process.env = hermeticEnvironment();
		repository = make();
		begin(repository);
	});
	afterEach(() => {
		process.env = before;
		repository?.remove();
	});
}
