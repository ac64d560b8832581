import {goValue} from '../kinds/go-value.ts';
import {fieldSchema, isStruct, itemType, valueType} from '../kinds/schema.ts';
import {badRequest} from './status-error.ts';
import {isObject} from './typed-walk.ts';

const setOrder = '$setElementOrder/';
const deleteValues = '$deleteFromPrimitiveList/';

type Fields = Record<string, unknown>;

/**
 * `target`, of one of the API's types, changed by a strategic merge patch: lists are merged by their merge keys, and
 * the directives $patch, $setElementOrder, $deleteFromPrimitiveList and $retainKeys are followed. Both are left as
 * they are. Throws StatusError 400 for an item without its merge key and for an unknown directive.
 */
export function applyStrategicMergePatch(type: string, target: unknown, patch: Fields): Fields {
	const fields = isObject(target) ? target : {};
	const directive = patch['$patch'];
	if (directive === 'delete') {
		return {};
	}

	if (directive !== undefined && directive !== 'replace' && directive !== 'merge') {
		throw badRequest(`unknown directive in the patch: $patch: ${goValue(directive)}`);
	}

	const merged: Fields = directive === 'replace' ? {} : retained(fields, patch['$retainKeys']);
	for (const [name, value] of Object.entries(patch)) {
		if (value === null) {
			delete merged[name];
		} else if (!name.startsWith('$')) {
			merged[name] = mergeField(type, name, merged[name], value, patch);
		}
	}

	// A directive may come without the list it is about.
	for (const name of listsInDirectives(patch)) {
		if (!Object.hasOwn(patch, name) && Array.isArray(merged[name])) {
			merged[name] = mergeField(type, name, merged[name], [], patch);
		}
	}

	return merged;
}

function retained(fields: Fields, keys: unknown): Fields {
	return Array.isArray(keys)
		? Object.fromEntries(Object.entries(fields).filter(([name]) => keys.includes(name)))
		: {...fields};
}

function listsInDirectives(patch: Fields): string[] {
	return Object.keys(patch)
		.filter((name) => name.startsWith(setOrder) || name.startsWith(deleteValues))
		.map((name) => name.slice(name.indexOf('/') + 1));
}

function mergeField(type: string, name: string, target: unknown, value: unknown, patch: Fields): unknown {
	const field = fieldSchema(type, name);
	if (isObject(value)) {
		const inner = field && isStruct(field.type) ? field.type : '';
		const ofMap = field && valueType(field.type) !== undefined;
		return applyStrategicMergePatch(ofMap ? '' : inner, target, value);
	}

	if (!Array.isArray(value) || !field?.list?.merge) {
		return value;
	}

	const before: unknown[] = Array.isArray(target) ? target : [];
	const wantedOrder = patch[setOrder + name];
	const order: unknown[] | undefined = Array.isArray(wantedOrder) ? wantedOrder : undefined;
	if (field.list.mergeKey === undefined) {
		return mergeValues(before, value, order, patch[deleteValues + name]);
	}

	return mergeItems(itemType(field.type)!, field.list.mergeKey, before, value as unknown[], order);
}

function mergeValues(
	before: unknown[],
	values: unknown[],
	order: unknown[] | undefined,
	deleted: unknown,
): unknown[] {
	const gone: unknown[] = Array.isArray(deleted) ? deleted : [];
	const merged = [...new Set([...before.filter((each) => !gone.includes(each)), ...values])];
	return order ? inOrder(merged, before, order, (value) => value) : merged;
}

function mergeItems(
	type: string,
	key: string,
	before: unknown[],
	items: unknown[],
	order: unknown[] | undefined,
): unknown[] {
	const replace = items.some((item) => isObject(item) && item['$patch'] === 'replace');
	const merged: unknown[] = replace ? [] : [...before];
	for (const item of items) {
		if (isObject(item) && item['$patch'] === 'replace') {
			continue;
		}

		if (!isObject(item) || item[key] === undefined) {
			throw badRequest(`map: ${goValue(item)} does not contain declared merge key: ${key}`);
		}

		const index = merged.findIndex((each) => keyOf(each, key) === item[key]);
		if (item['$patch'] === 'delete') {
			if (index !== -1) {
				merged.splice(index, 1);
			}
		} else if (index === -1) {
			merged.push(applyStrategicMergePatch(type, {}, item));
		} else {
			merged[index] = applyStrategicMergePatch(type, merged[index], item);
		}
	}

	return order
		? inOrder(
				merged,
				before.map((each) => keyOf(each, key)),
				order.map((each) => keyOf(each, key)),
				(item) => keyOf(item, key),
			)
		: merged;
}

function keyOf(item: unknown, key: string): unknown {
	return isObject(item) ? item[key] : undefined;
}

/** `items` with those in `order` in that order; the others keep their places among those that were there `before`. */
function inOrder(
	items: unknown[],
	before: unknown[],
	order: unknown[],
	nameOf: (item: unknown) => unknown,
): unknown[] {
	const ordered = items
		.filter((item) => order.includes(nameOf(item)))
		.toSorted((a, b) => order.indexOf(nameOf(a)) - order.indexOf(nameOf(b)));
	const others = items.filter((item) => !order.includes(nameOf(item)));
	const result: unknown[] = [];
	for (const item of ordered) {
		const place = before.indexOf(nameOf(item));
		while (others.length > 0 && place !== -1 && before.indexOf(nameOf(others[0])) < place) {
			result.push(others.shift());
		}

		result.push(item);
	}

	return [...result, ...others];
}
