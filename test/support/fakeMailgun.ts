import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { CLI } from "./runMgHook.js";
import { hermeticEnvironment, type Outcome } from "./temporaryRepository.js";

/** How a fake Mailgun answers: a status with headers and body, or anything at all. */
export type Play =
	| { status: number; headers?: Record<string, string>; body?: string }
	| ((request: IncomingMessage, response: ServerResponse) => void);

export interface FakeMailgun {
	base: string;
	port: number;
	/** What was asked, in order. */
	requests: { method: string; url: string; key: string; headers: IncomingMessage["headers"] }[];
	/** Answers from now on; the last one stays. */
	play(...plays: Play[]): void;
	close(): Promise<void>;
}

export const LIVE: Play = {
	status: 200,
	body: JSON.stringify({
		total_count: 3,
		items: [
			{ name: "one.example.com", state: "active" },
			{ name: "two.example.com", state: "active" },
			{ name: "three.example.com", state: "unverified" },
		],
	}),
};
export const REFUSED: Play = { status: 401, body: "Forbidden" };

export interface Certificate {
	key: string;
	certificate: string;
}

/** A certificate for 127.0.0.1 and for mailgun.test that nobody but itself vouches for. */
export function selfSigned(folder: string): Certificate {
	const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
	const made = spawnSync("openssl", [
		...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
		...["-subj", "/CN=mg-hook test", "-addext", "subjectAltName=IP:127.0.0.1,DNS:mailgun.test"],
		...["-keyout", key, "-out", certificate],
	]);
	if (made.status !== 0) throw new Error(made.stderr.toString());
	return { key, certificate };
}

/** A server on loopback that plays Mailgun. */
export async function fakeMailgun(certificate?: Certificate): Promise<FakeMailgun> {
	const requests: FakeMailgun["requests"] = [];
	let plays: Play[] = [REFUSED];
	const answer = (request: IncomingMessage, response: ServerResponse) => {
		const [, encoded = ""] = (request.headers.authorization ?? "").split(" ");
		const key = Buffer.from(encoded, "base64").toString("latin1").replace(/^api:/u, "");
		requests.push({ method: request.method ?? "", url: request.url ?? "", key, headers: request.headers });
		const play = plays.length > 1 ? plays.shift() : plays[0];
		if (typeof play === "function") return play(request, response);
		response.writeHead(play?.status ?? 500, play?.headers);
		response.end(play?.body ?? "");
	};
	const server: Server =
		certificate === undefined
			? createServer(answer)
			: createTlsServer({ key: readFileSync(certificate.key), cert: readFileSync(certificate.certificate) }, answer);
	const port = await listening(server);
	return {
		base: `${certificate === undefined ? "http" : "https"}://127.0.0.1:${port}`,
		port,
		requests,
		play: (...next) => {
			plays = next;
		},
		close: () => closed(server),
	};
}

export interface FakeProxy {
	url: string;
	/** What CONNECT asked for, and any other request. */
	asked: string[];
	close(): Promise<void>;
}

/** A CONNECT proxy on loopback, or one that refuses with `refusal`. */
export async function fakeProxy(refusal?: number): Promise<FakeProxy> {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		response.writeHead(400).end();
	});
	// A server knows nothing any more of a connection that CONNECT took over.
	const tunnels: Socket[] = [];
	server.on("connect", (request, client: Socket) => {
		tunnels.push(client);
		asked.push(`CONNECT ${request.url}`);
		if (refusal !== undefined) {
			client.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
			return;
		}
		// Whatever the name: only the proxy has to know where it is.
		const [, port = ""] = (request.url ?? "").split(":");
		const target = connect(Number(port), "127.0.0.1", () => {
			client.write("HTTP/1.1 200 Connection established\r\n\r\n");
			target.pipe(client).pipe(target);
		});
		tunnels.push(target);
		for (const socket of [target, client]) socket.on("error", () => undefined);
	});
	const port = await listening(server);
	const close = () => {
		for (const socket of tunnels) socket.destroy();
		return closed(server);
	};
	return { url: `http://127.0.0.1:${port}`, asked, close };
}

function listening(server: Server): Promise<number> {
	return new Promise((resolve) => {
		server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
	});
}

function closed(server: Server): Promise<void> {
	server.closeAllConnections();
	return new Promise((resolve) => {
		server.close(() => resolve());
	});
}

/** Runs the built `mg-hook` without stopping this process, whose server must answer it. */
export function runBeside(
	args: readonly string[],
	options: { env?: NodeJS.ProcessEnv; cwd?: string; input?: string } = {},
): Promise<Outcome> {
	return spawnBeside(process.execPath, [CLI, ...args], options);
}

export function spawnBeside(
	program: string,
	args: readonly string[],
	{ env = {}, cwd = "/", input = "" }: { env?: NodeJS.ProcessEnv; cwd?: string; input?: string } = {},
): Promise<Outcome> {
	const direct = {
		HTTPS_PROXY: undefined,
		https_proxy: undefined,
		ALL_PROXY: undefined,
		all_proxy: undefined,
		NO_PROXY: undefined,
		no_proxy: undefined,
	};
	const child = spawn(program, [...args], { env: hermeticEnvironment({ ...direct, ...env }), cwd });
	const out: Buffer[] = [];
	const err: Buffer[] = [];
	child.stdout.on("data", (part: Buffer) => out.push(part));
	child.stderr.on("data", (part: Buffer) => err.push(part));
	// It may end before it has read what it is given.
	child.stdin.on("error", () => undefined);
	child.stdin.end(input);
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code) => {
			const bytes = Buffer.concat(out);
			resolve({ code: code ?? -1, stdout: bytes.toString("utf8"), stderr: Buffer.concat(err).toString("utf8"), bytes });
		});
	});
}
