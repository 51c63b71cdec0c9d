// Package articles holds the figures of the articles that periplus carries,
// and reads, proves and extends packages of figures of the same form.
//
// A package is a folder with a Frictionless Data Package: datapackage.json,
// sources.csv and figures.csv. The texts of the sources are not part of it: each
// figure gives the bytes of its quote and of its sentence with their SHA-256,
// so that anybody who has a text can prove every place in it with [Prove].
package articles
