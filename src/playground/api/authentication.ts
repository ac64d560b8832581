import type {IncomingMessage} from 'node:http';
import type {TLSSocket} from 'node:tls';

// A certificate is checked once, when its connection is made; `authorized` is what TLS found then.
// The authority signs two certificates: the server's own, which is not for clients, and kubernetes-admin's.

/** True when the client showed a certificate that the playground's authority signed for clients. */
export function isAuthenticated(request: IncomingMessage): boolean {
	return (request.socket as TLSSocket).authorized;
}

/** Kubernetes: system:public-info-viewer lets everyone see these. */
const openPaths = new Set(['/healthz', '/livez', '/readyz', '/version', '/version/']);

export function isOpen(path: string): boolean {
	return openPaths.has(path);
}
