import { fakeGit } from "../support/fakeGit.js";
import { runMgHook } from "../support/runMgHook.js";
import { run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
beforeAll(() => {
	repository = temporaryRepository();
	repository.write("a.txt", "a\n");
	repository.git("add", ".");
	repository.git("commit", "-qm", "add");
});
afterAll(() => repository.remove());

/** Checks a tracked file of which `git cat-file` says that it is missing, in a line of so many bytes. */
function checkWithAnswer(length: number) {
	const id = `printf '%0${length - " missing".length}d' 0`;
	const git = fakeGit(`case " $* " in *" cat-file "*) cat > /dev/null; echo "$(${id}) missing"; exit ;; esac
exec "$REAL_GIT" "$@"`);
	try {
		return runMgHook(repository.root, ["check", "--all", "--format", "json"], { env: { PATH: git.PATH } });
	} finally {
		run("rm", ["-rf", git.folder]);
	}
}

test("a line of git cat-file may be 4096 bytes long", () => {
	const { code, stdout } = checkWithAnswer(4096);
	expect(code).toBe(2);
	expect(JSON.parse(stdout).errors).toEqual([{ path: "a.txt", message: "git does not have its content here" }]);
});

test("a line of git cat-file may be no longer than that", () => {
	const { code, stderr } = checkWithAnswer(4097);
	expect(code).toBe(2);
	expect(stderr).toContain("What git cat-file printed could not be read.");
});
