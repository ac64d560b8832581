import {contentType, readBody} from './body.ts';
import type {Exchange} from './context.ts';
import {methodNotAllowed} from './errors.ts';
import {sendJson} from './respond.ts';

interface Review {
	group: string;
	plural: string;
	singular: string;
	kind: string;
	status: Record<string, unknown>;
}

const everything = ['*'];

/** Questions about the client itself. There is one user here, and it may do everything. */
export const reviews: Review[] = [
	{
		group: 'authentication.k8s.io',
		plural: 'selfsubjectreviews',
		singular: 'selfsubjectreview',
		kind: 'SelfSubjectReview',
		status: {userInfo: {username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated']}},
	},
	{
		group: 'authorization.k8s.io',
		plural: 'selfsubjectaccessreviews',
		singular: 'selfsubjectaccessreview',
		kind: 'SelfSubjectAccessReview',
		status: {allowed: true},
	},
	{
		group: 'authorization.k8s.io',
		plural: 'selfsubjectrulesreviews',
		singular: 'selfsubjectrulesreview',
		kind: 'SelfSubjectRulesReview',
		status: {
			resourceRules: [{verbs: everything, apiGroups: everything, resources: everything}],
			nonResourceRules: [{verbs: everything, nonResourceURLs: everything}],
			incomplete: false,
		},
	},
];

/** POST of a review: answered without looking, so a protobuf body will do as well. */
export async function review(exchange: Exchange, {group, kind, status}: Review): Promise<void> {
	const {request, response} = exchange;
	if (request.method !== 'POST') {
		throw methodNotAllowed();
	}

	const text = await readBody(request);
	sendJson(response, 201, {
		kind,
		apiVersion: `${group}/v1`,
		metadata: {},
		spec: contentType(request) === 'application/json' ? specOf(text) : {},
		status,
	});
}

function specOf(text: string): unknown {
	try {
		return (JSON.parse(text) as {spec?: unknown} | null)?.spec ?? {};
	} catch {
		return {};
	}
}
