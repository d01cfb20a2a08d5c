import { namingAbove, namingAfter, namingOn } from "../../../src/detect/context/naming.js";
import { classicKey, currentKey, hex } from "../../support/madeUpKeys.js";

/** A naming in brief: `NAME` assigned, `(NAME)` in prose, with what stands by it. */
function brief(naming: ReturnType<typeof namingOn>): string | undefined {
	if (naming === undefined) return undefined;
	const { name, tie, qualifier, nearest } = naming;
	const by = [qualifier && `of ${qualifier}`, nearest && `next ${nearest}`].filter(Boolean).join(" ");
	return `${tie === "assigned" ? name : `(${name})`}${by === "" ? "" : ` ${by}`}`;
}

const on = (before: string) => brief(namingOn(before));

describe("on the line of the value", () => {
	test.each([
		["API_KEY=", "API_KEY"],
		["API_KEY = '", "API_KEY"],
		["export API_KEY=", "API_KEY"],
		['"apiKey": "', "apiKey"],
		["api_key: ", "api_key"],
		["api-key: ", "api-key"],
		["config.apiKey = ", "config.apiKey"],
		["$apiKey = '", "apiKey"],
		["@api_key = '", "api_key"],
		["$env:API_KEY = '", "API_KEY"],
		["process.env.API_KEY = '", "API_KEY"],
		["import.meta.env.API_KEY = '", "API_KEY"],
		["os.environ.API_KEY = '", "API_KEY"],
		["this.apiKey = '", "apiKey"],
		["self.api_key = '", "api_key"],
		["ENV.API_KEY = '", "API_KEY"],
		["a.this.apiKey = '", "a.this.apiKey"],
		["process.env['API_KEY'] = '", "API_KEY"],
		["API_KEY := '", "API_KEY"],
		["'api_key' => '", "api_key"],
		["apiKey || '", "apiKey"],
		["apiKey ?? '", "apiKey"],
		["<add key='ApiKey' value='", "ApiKey"],
		["<apiKey>", "apiKey"],
		["const apiKey: string = '", "apiKey"],
		['String apiKey = "', "apiKey"],
		['Option<&str> secret_key = "', "secret_key"],
		// An argument behind another one.
		['setenv("API_KEY", "', "API_KEY"],
		["('api_key', '", "api_key"],
		["('api_key',\t[{('", "api_key"],
		["('api_key', [{(<'", "(api_key)"],
		// Flags and words of other languages.
		["--api-key ", "api-key"],
		["-k ", "(k)"],
		["-kk ", "kk"],
		["ENV MAIL_KEY ", "MAIL_KEY"],
		["#define MailKey ", "MailKey"],
		["SetEnv Mail ", "Mail"],
		["setx Mail ", "Mail"],
		["ARG Mail ", "Mail"],
		["xARG Mail ", "(Mail)"],
		["Mail ", "(Mail)"],
		["MAIL_KEY ", "MAIL_KEY"],
		["MAIL_KEY '", "MAIL_KEY"],
		["MAIL_KEY, ", "MAIL_KEY"],
		["MAIL_KEY; ", "(MAIL_KEY)"],
		["MAILKEY ", "(MAILKEY)"],
		["Mail_Key ", "(Mail_Key)"],
		// A call.
		["Mailgun('", "Mailgun"],
		["setApiKey('", "setApiKey"],
		["md5('", "md5"],
		["sha256('", "sha256"],
		["cacheGet('", "cacheGet"],
		["findById('", "findById"],
		["Id('", "(Id)"],
		["print('", "(print)"],
		["new Mailgun({'", "Mailgun"],
		["new Mailgun({ y '", "(y)"],
		["Mailgun(y, '", "y"],
		["Mailgun(new '", "(Mailgun)"],
		["API_KEY of, '", "(API_KEY)"],
		["Mailgun(\"'`[{ '", "(Mailgun)"],
	])("%s: %s", (before, name) => {
		expect(on(before)).toBe(name);
	});

	test.each([
		["", undefined],
		["= ", undefined],
		["'", undefined],
		["12.5: ", undefined],
		["1: ", undefined],
		["1a: ", "1a"],
		["value: ", undefined],
		["VALUE=", undefined],
		["api: ", undefined],
		["name value: ", "name"],
		["$: ", undefined],
		["-.: ", undefined],
		["y-.-: ", "y"],
		["..y: ", "y"],
		["y_: ", "y_"],
	])("%s: %s", (before, name) => {
		expect(on(before)).toBe(name);
	});

	test.each(["0", "9", "A", "Z", "a", "z", "_", "$", "-", "."])("a name has %s in it", (character) => {
		expect(on(`x${character}y: `)).toBe(`x${character}y`);
	});

	test.each(["/", ":", "@", "[", "`", "{", "#", "%", "\u00e9", "+", ","])("and not %s", (character) => {
		expect(on(`x${character}y: `)).toBe("y");
	});

	test.each([
		[60, (name: string) => name],
		[61, () => undefined],
	])("of %i characters", (length, expected) => {
		const name = "n".repeat(length);
		expect(on(`${name}=`)).toBe(expected(name));
	});

	test("a value is no name", () => {
		expect(on(`${classicKey()}: `)).toBeUndefined();
		expect(on(`a-${classicKey()}: `)).toBe(undefined);
		expect(on(`${currentKey()}: `)).toBeUndefined();
		expect(on(`a${hex(32)}: `)).toBeUndefined();
		expect(on(`${hex(31)}: `)).toMatch(/^[0-9a-f]{31}$/u);
		expect(on(`NAME ${classicKey()}: `)).toBe("NAME");
	});

	test.each([
		[23, "(word)"],
		[24, undefined],
	])("%i words that mean nothing behind it", (count, name) => {
		expect(on(`word ${"the ".repeat(count)}`)).toBe(name);
	});

	test.each([
		[58, "API"],
		[59, "(API)"],
	])("%i blanks behind the sign that ties it", (blanks, name) => {
		expect(on(`xAPI=${" ".repeat(blanks)}`)).toBe(name.replace("API", "xAPI"));
	});

	test("the word before `key` says which", () => {
		expect(on("object key: ")).toBe("key of object");
		expect(on("object keys: ")).toBe("keys of object");
		expect(on("object KEY: ")).toBe("KEY of object");
		expect(on("object key ")).toBe("(key) of object");
		expect(on("object  key: ")).toBe("key");
		expect(on("object: key: ")).toBe("key");
		expect(on("object apiKey: ")).toBe("apiKey");
		expect(on("key: ")).toBe("key");
	});

	test("in prose the nearest word that says secret", () => {
		expect(on("the secret of our server ")).toBe("(secret) next server");
		expect(on("key secret ")).toBe("(secret)");
		expect(on("the token was found in server log ")).toBe("(token) next log");
		expect(on("server log ")).toBe("(log)");
		expect(on("secret() of our server ")).toBe("(server)");
		expect(on("secret(our server ")).toBe("(server)");
		for (const word of ["key", "secret", "token", "mailgun", "passw", "pwd", "credential", "auth", "signing", "mg"]) {
			expect(on(`${word} server `)).toBe(`(${word}) next server`);
		}
		expect(on("img server ")).toBe("(server)");
		expect(on("mg2 server ")).toBe("(mg2) next server");
		expect(on("mgs server ")).toBe("(server)");
	});

	test("an address is no name, nor the attribute that holds it", () => {
		expect(on("https://api:")).toBeUndefined();
		expect(on("URL=https://api:")).toBe("URL");
		expect(on("MAILGUN_URL=smtp://postmaster%40a.example:")).toBe("MAILGUN_URL");
		for (const attribute of ["href", "src", "uri", "link", "HREF"])
			expect(on(`${attribute}="https://api:`)).toBeUndefined();
		expect(on('href="')).toBe("href");
		expect(on('hrefs="https://api:')).toBe("hrefs");
		expect(on("see https://a.example/x?key=")).toBe("key");
		expect(on("URL=1https://api:")).toBe("URL");
		expect(on(`URL=https://${"x".repeat(120)}`)).toBe("URL");
		expect(on(`URL=https://${"x".repeat(121)}`)).not.toBe("URL");
		expect(on(`URL=a${"b".repeat(20)}://x:`)).toBe("URL");
		expect(on(`URL=A+-.9://x:`)).toBe("URL");
	});
});

describe("behind the value", () => {
	const after = (text: string) => brief(namingAfter(text));

	test.each([
		[", name: API_KEY", "API_KEY"],
		["', name: 'API_KEY'", "API_KEY"],
		['","name":"API_KEY"', "API_KEY"],
		["; key = API_KEY", "API_KEY"],
		[" variable: api.key-1_x", "api.key-1_x"],
		[", NAME: API_KEY", "API_KEY"],
		["name:_x", "_x"],
		[", name: 1_KEY", undefined],
		[", names: API_KEY", undefined],
		[", other, name: API_KEY", undefined],
		["'', name: API_KEY", undefined],
		["", undefined],
	])("%s: %s", (text, name) => {
		expect(after(text)).toBe(name);
	});
});

describe("above the value", () => {
	const above = (...lines: string[]) => brief(namingAbove(lines));

	test.each([
		["- name: API_KEY", "API_KEY"],
		['"name": "API_KEY",', "API_KEY"],
		["key = 'api.key-1_x'", "api.key-1_x"],
		["Variable: _x", "_x"],
		["Name=X ", "X"],
		["Key: X", "X"],
		["variable: X", "X"],
		["rename: X", undefined],
		["NAME: X", undefined],
		["name: X Y", undefined],
		["name: X,,", undefined],
		['variable "api_key" {', "api_key"],
		["apiKey: {", "apiKey"],
		["apiKey = (", "apiKey"],
		["apiKey = [", "apiKey"],
		["apiKey =", "apiKey"],
		["apiKey:", "apiKey"],
		["apiKey: |", "apiKey"],
		["apiKey: >-", undefined],
		["apiKey: >", "apiKey"],
		["apiKey => ", "apiKey"],
		["apiKey := ", "apiKey"],
		["api_key = '''", "api_key"],
		['api_key = """', "api_key"],
		["api_key = r```", "api_key"],
		["'api_key': ''", undefined],
		["--api-key \\", "api-key"],
		["<apiKey>", "apiKey"],
		["$apiKey = {", "apiKey"],
		["this.apiKey = {", "apiKey"],
		["apiKey: {,", undefined],
		["value: {", undefined],
		["{", undefined],
		["x;", undefined],
	])("%s: %s", (line, name) => {
		expect(above(line)).toBe(name);
	});

	test("the nearest that says one", () => {
		expect(above("x", "name: A", "name: B")).toBe("A");
		expect(above("x", "y: {", "name: B")).toBe("y");
		// A block without a name is another entry's.
		expect(above("{", "name: B")).toBeUndefined();
		// One that means nothing is gone through.
		expect(above("value: {", "name: B")).toBe("B");
		expect(above()).toBeUndefined();
	});
});
