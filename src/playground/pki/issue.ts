import './reflect-metadata.ts';
import {randomBytes, webcrypto} from 'node:crypto';
import {
	AuthorityKeyIdentifierExtension,
	BasicConstraintsExtension,
	ExtendedKeyUsage,
	ExtendedKeyUsageExtension,
	type Extension,
	KeyUsageFlags,
	KeyUsagesExtension,
	PemConverter,
	SubjectAlternativeNameExtension,
	SubjectKeyIdentifierExtension,
	X509Certificate,
	X509CertificateGenerator,
} from '@peculiar/x509';
import type {Clock} from '../../lib/clock.ts';
import type {KeyPair} from './key-pair.ts';

const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'};

const dayMs = 24 * 3_600_000;

/** As kubeadm's: an authority for ten years, what it signs for one. */
const authorityDays = 3650;
const leafDays = 365;

/** The names under which clients and Pods reach the API server; the addresses are loopback and the Service's. */
const serverNames: Array<{type: 'dns' | 'ip'; value: string}> = [
	{type: 'ip', value: '127.0.0.1'},
	{type: 'ip', value: '10.96.0.1'},
	{type: 'dns', value: 'localhost'},
	{type: 'dns', value: 'kubernetes'},
	{type: 'dns', value: 'kubernetes.default'},
	{type: 'dns', value: 'kubernetes.default.svc'},
	{type: 'dns', value: 'kubernetes.default.svc.cluster.local'},
];

/** A new authority, signed by itself. */
export async function issueAuthority(clock: Clock): Promise<KeyPair> {
	const keys = await newKeys();
	const certificate = await X509CertificateGenerator.createSelfSigned({
		name: 'CN=doklab-playground',
		keys,
		signingAlgorithm: algorithm,
		...validity(clock, authorityDays),
		extensions: [
			new BasicConstraintsExtension(true, undefined, true),
			new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature, true),
			await SubjectKeyIdentifierExtension.create(keys.publicKey),
		],
	});
	return {certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey)};
}

/** The API server's certificate. */
export function issueServer(ca: KeyPair, clock: Clock): Promise<KeyPair> {
	return issueLeaf(ca, clock, 'CN=kube-apiserver', [
		new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
		new SubjectAlternativeNameExtension(serverNames),
	]);
}

/** The learner's certificate. Kubernetes: CN is the user's name, O the groups. */
export function issueClient(ca: KeyPair, clock: Clock): Promise<KeyPair> {
	return issueLeaf(ca, clock, 'O=system:masters,CN=kubernetes-admin', [
		new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
	]);
}

async function issueLeaf(ca: KeyPair, clock: Clock, subject: string, more: Extension[]): Promise<KeyPair> {
	const authority = new X509Certificate(ca.certificate);
	const keys = await newKeys();
	const certificate = await X509CertificateGenerator.create({
		subject,
		issuer: authority.subject,
		publicKey: keys.publicKey,
		signingKey: await importKey(ca.key),
		signingAlgorithm: algorithm,
		...validity(clock, leafDays),
		extensions: [
			new BasicConstraintsExtension(false, undefined, true),
			new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
			await AuthorityKeyIdentifierExtension.create(authority.publicKey),
			...more,
		],
	});
	return {certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey)};
}

function newKeys() {
	return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
	return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}

function importKey(pem: string) {
	return webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), algorithm, false, ['sign']);
}

/** From an hour ago, so that a clock set back a little still finds it valid. */
function validity(clock: Clock, days: number) {
	return {
		serialNumber: `4${randomBytes(15).toString('hex').slice(1)}`,
		notBefore: new Date(clock.now() - 3_600_000),
		notAfter: new Date(clock.now() + days * dayMs),
	};
}
