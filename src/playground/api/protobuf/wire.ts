/** One field of a protobuf message, as it is on the wire. */
export interface WireField {
	number: number;
	/** A varint's or fixed number's value, or the bytes of a string, of bytes or of a message. */
	value: bigint | Buffer;
}

/** Reads the fields of a message; throws RangeError when it is cut off or not protobuf. */
export function* readFields(bytes: Buffer): Generator<WireField, void> {
	let at = 0;
	const varint = () => {
		let value = 0n;
		for (let shift = 0n; shift < 70n; shift += 7n) {
			const byte = bytes.readUInt8(at++);
			value |= BigInt(byte & 0x7f) << shift;
			if (byte < 0x80) {
				return value;
			}
		}

		throw new RangeError('a number has more than ten bytes');
	};

	const take = (length: number) => {
		if (at + length > bytes.length) {
			throw new RangeError(`unexpected end: ${length} bytes announced, ${bytes.length - at} there`);
		}

		at += length;
		return bytes.subarray(at - length, at);
	};

	while (at < bytes.length) {
		const tag = Number(varint());
		const number = tag >> 3;
		switch (tag & 7) {
			case 0: {
				yield {number, value: varint()};
				break;
			}

			case 1: {
				yield {number, value: take(8).readBigUInt64LE()};
				break;
			}

			case 2: {
				yield {number, value: take(Number(varint()))};
				break;
			}

			case 5: {
				yield {number, value: BigInt(take(4).readUInt32LE())};
				break;
			}

			default: {
				throw new RangeError(`wire type ${tag & 7} is not read here`);
			}
		}
	}
}
