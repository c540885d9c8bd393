import fc from 'fast-check';
import { Numeral, type JsonObject, type JsonValue } from '#core';

/** Keys that a twin may have, among them some that programs stumble over, and few enough that documents meet. */
export const anyKey = fc.constantFrom('a', 'b', 'c', '10', '2', 'constructor', 'toString', 'key-with-dash', 'ключ');

const anyNumeral = fc
  .oneof(fc.integer().map(String), fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), fc.constantFrom('0', '-0', '1.0', '1e2', '0.12345678901234567890', '123456789012345678901234567890'))
  .map((text) => new Numeral(text));

const anyLeaf: fc.Arbitrary<JsonValue> = fc.oneof(fc.string({ maxLength: 5 }), fc.boolean(), anyNumeral);

/** Documents as a twin holds them. With `nulls`, members may be null: a merge patch. */
export const anyDocument = ({ nulls = false } = {}): fc.Arbitrary<JsonObject> =>
  fc.letrec<{ object: JsonObject; value: JsonValue }>((tie) => ({
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, nulls ? fc.oneof(anyLeaf, fc.constant(null)) : anyLeaf, fc.array(anyLeaf, { maxLength: 3 }), tie('object')),
    object: fc.array(fc.tuple(anyKey, tie('value')), { maxLength: 4 }).map((members) => new Map(members)),
  })).object;
