/**
 * Where Yarn without `node_modules` (Plug'n'Play) unpacks a package that asks for it (`preferUnplugged`):
 * `.yarn/unplugged/mg-hook-npm-1.2.3-0a1b2c3d4e/node_modules/mg-hook`, with version and hash in the name.
 */
const UNPLUGGED = /^((?:.*\/)?)\.yarn\/unplugged\/mg-hook-[^/]+\/node_modules\/mg-hook$/u;
const IN_MODULES = /^((?:.*\/)?)node_modules\/mg-hook$/u;

/** The same in sh, for whichever version: not to be quoted. */
export const UNPLUGGED_GLOB = ".yarn/unplugged/mg-hook-*/node_modules/mg-hook";

/**
 * The project that has unplugged this package, with a slash at its end; "" is the root of the work tree,
 * undefined that the package does not lie in such a folder.
 */
export function unpluggedIn(packagePath: string): string | undefined {
	return UNPLUGGED.exec(packagePath)?.[1];
}

/** The project that has this package among its own, in the same form. */
export function projectAround(packagePath: string): string | undefined {
	return unpluggedIn(packagePath) ?? IN_MODULES.exec(packagePath)?.[1];
}
