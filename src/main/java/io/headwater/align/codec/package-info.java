/**
 * Versioned binary forms of what travels between and rests inside the operators of alignment. In:
 * records. Out: bytes, and the same records back, for every version ever written; trailing bytes
 * are refused. Must not know operators or windows' meaning.
 */
package io.headwater.align.codec;
