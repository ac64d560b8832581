import type {Node, NodeSelectorTerm} from '../kinds/objects.ts';

type Requirement = NonNullable<NodeSelectorTerm['matchExpressions']>[number];

/** True when the node meets one of the terms (Kubernetes: nodeaffinity.NodeSelector). */
export function matchesNodeTerms(terms: NodeSelectorTerm[], node: Node): boolean {
	return terms.some((term) => matchesNodeTerm(term, node));
}

/** True when the node meets all that the term says; a term that says nothing is met by no node. */
export function matchesNodeTerm(
	{matchExpressions = [], matchFields = []}: NodeSelectorTerm,
	node: Node,
): boolean {
	return (
		matchExpressions.length + matchFields.length > 0 &&
		matchExpressions.every((each) => meets(each, node.metadata.labels?.[each.key])) &&
		matchFields.every((each) => meets(each, each.key === 'metadata.name' ? node.metadata.name : undefined))
	);
}

function meets({operator, values = []}: Requirement, actual: string | undefined): boolean {
	switch (operator) {
		case 'In':
			return actual !== undefined && values.includes(actual);
		case 'NotIn':
			return actual === undefined || !values.includes(actual);
		case 'Exists':
			return actual !== undefined;
		case 'DoesNotExist':
			return actual === undefined;
		case 'Gt':
			return actual !== undefined && Number(actual) > Number(values[0]);
		case 'Lt':
			return actual !== undefined && Number(actual) < Number(values[0]);
		default:
			return false;
	}
}
