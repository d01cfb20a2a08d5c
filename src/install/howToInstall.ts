import { packageManagerOf } from "./packageManager.js";

/**
 * The command that installs mg-hook and sets it up: into the project where there is a package.json,
 * for the user where there is none.
 *
 * @param folders where a package.json may lie, the nearest first
 * @param command what is run then, such as `mg-hook install`
 */
export function howToInstall(folders: readonly string[], command = "mg-hook install"): string {
	const manager = packageManagerOf(folders);
	if (manager === undefined) return `npm install --global mg-hook && ${command}`;
	return `${manager.add} mg-hook && ${manager.run} ${command}`;
}
