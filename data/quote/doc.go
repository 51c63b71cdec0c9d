// Package quote reads what a few words of an article state: where they stand,
// which sentence holds them, and the number, unit, last printed digit and bound
// that they and the words around them give. It knows French and English.
//
// It decides nothing that the words do not say. What it cannot read is an
// error that names the words, and the caller supplies the value.
package quote
