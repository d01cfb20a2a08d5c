import { keyContextOf } from "../../../src/detect/context/keyContext.js";

const of = (path: string, before = "", after = "") => keyContextOf(path, before, after);

describe("by what stands before it", () => {
	test.each([
		["connection-string", "smtp://api:"],
		["connection-string", "https%3A%2F%2Fapi%3A"],
		["connection-string", "a+b.c-1://x:"],
		["connection-string", "x = 'HTTPS://u%40a:"],
		["connection-string", "a://:"],
		["unknown", "https://a/b:"],
		["unknown", "https://a b:"],
		["unknown", "https://a@b:"],
		["unknown", "https://a'b:"],
		["unknown", 'https://a"b:'],
		["unknown", "://api"],
		["unknown", "see smtp://a:b "],
		["unknown", "smtp%3A%2F%2Fa%3Ab "],
		["unknown", "basic x "],
		["unknown", "'api' x"],
		["unknown", "-u api: x"],
		["basic-auth", "Basic "],
		["basic-auth", "basic"],
		["basic-auth", 'BASIC": "'],
		["basic-auth", "basic', '"],
		["basic-auth", "-u api:"],
		["basic-auth", "-u 'api:"],
		["basic-auth", "-u=api:"],
		["basic-auth", "-uapi:"],
		["basic-auth", '--user "api:'],
		["basic-auth", "--user=api:"],
		["basic-auth", "api:"],
		["config", "xapi:"],
		["basic-auth", "('api', '"],
		["basic-auth", '["api", "'],
		["basic-auth", "{'api':'"],
		["basic-auth", " api,"],
		["basic-auth", "=api%3A"],
		["basic-auth", "'api : '"],
		["unknown", "basics "],
	])("%s: %j", (context, before) => {
		expect(of("a.txt", before)).toBe(context);
	});

	test.each([
		["connection-string", "@a.example"],
		["connection-string", "%40a.example"],
		["unknown", " @a"],
		["unknown", "%41"],
	])("%s: by %j behind it", (context, after) => {
		expect(of("a.txt", "", after)).toBe(context);
	});

	test.each([
		"A=",
		"API_KEY=",
		"API_KEY2 = '",
		'API_KEY="',
		"export API_KEY=",
		"set API_KEY=",
		"setx API_KEY=",
		"declare -x API_KEY=",
		"-e API_KEY=",
		"--env API_KEY=",
		"--env=API_KEY=",
		"ENV API_KEY=",
		"ARG API_KEY=",
		"$env:API_KEY=",
		"Environment=API_KEY=",
		"x 'API_KEY'=",
		"x (API_KEY=",
		'x "API_KEY" = "',
		"ENV API_KEY ",
		"ARG API_KEY '",
		'setx "API_KEY" "',
		"SetEnv API_KEY ",
	])("environment-variable: %j", (before) => {
		expect(of("a.txt", before)).toBe("environment-variable");
		expect(of("a.yml", before)).toBe("environment-variable");
		expect(of("a.js", before)).toBe("code");
	});

	test.each(["apiKey=", "xAPI_KEY=", ";API_KEY=", "API_KEY==", "API_KEY", "envs API_KEY ", "API_KEY:"])(
		"none: %j",
		(before) => {
			expect(of("a.txt", before)).not.toBe("environment-variable");
		},
	);

	test.each([
		["config", "key: "],
		["config", "- key: "],
		["config", "  - key: '"],
		["config", '"api.key-1": "'],
		["config", "_key:"],
		["unknown", "1key: "],
		["unknown", "a key: "],
		["unknown", "key"],
		["code", "f('"],
		["code", "f(a, '"],
		["code", 'x = "'],
		["code", "x=`"],
		["code", "'a' => "],
		["code", "x := `"],
		["code", "'a' =>"],
		["code", "f(); "],
		["unknown", "x = "],
		["unknown", "f("],
		["unknown", "see "],
	])("%s: %j, where the path says nothing", (context, before) => {
		expect(of("a.txt", before)).toBe(context);
		expect(of("", before)).toBe(context);
	});
});

describe("by the path", () => {
	test.each(
		".env a/.env prod.env .env.local prod.env.dist .env-prod .envrc env a/env env.sample dockerfile Dockerfile Dockerfile.prod a.dockerfile a.sh a.bash a.zsh a.fish a.bat a.cmd a.ps1 a.service A.ENV".split(
			" ",
		),
	)("environment-variable: %s", (path) => {
		expect(of(path)).toBe("environment-variable");
	});

	test.each(["env.d/x", "environment", "myenv", "a.shx", "xdockerfile", "a.envx", "env.2"])("none: %s", (path) => {
		expect(of(path)).toBe("unknown");
	});

	test.each(
		"a.json a.jsonc a.json5 a.yaml a.yml a.toml a.ini a.cfg a.conf a.config a.properties a.xml a.plist a.tf a.tfvars a.hcl a.nix .npmrc .netrc a.yml.dist a.yml.example a.yml.sample a.yml.tmpl a.yml.template a.yml.erb a.yml.j2 a.yml.local a.yml.bak a.yml.old A.YML".split(
			" ",
		),
	)("config: %s", (path) => {
		expect(of(path)).toBe("config");
	});

	test.each(["yml", "a.ymlx", "a.yml.x", "a.jso", "a.json6", "a.yml.distx"])("none: %s", (path) => {
		expect(of(path)).toBe("unknown");
	});

	test.each(
		"js cjs mjs ts cts mts jsx tsx mjsx py ipynb rb php phtml go rs java kt kts scala groovy cs fs vb cpp cc c h hpp m mm swift pl pm lua r jl ex exs erl clj cljc cljs hs dart vue svelte astro elm sql htm html erb ejs twig jsp cshtml cfm R".split(
			" ",
		),
	)("code: a.%s", (extension) => {
		expect(of(`a.${extension}`)).toBe("code");
		expect(of(`a${extension}`)).toBe("unknown");
		expect(of(`a.${extension}1`)).toBe("unknown");
	});
});
