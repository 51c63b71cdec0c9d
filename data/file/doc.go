// Package file opens the files that statistics offices and researchers hand
// out, and gives their text and their records with the place of every cell.
//
// What a file is, is found by its content, never by its name: plain or packed
// (gzip, or a zip with one file of data), text, JSON, Parquet or an Excel
// workbook. [Open] refuses what is no data at all (a folder, a pipe, an empty
// file, a web page saved in place of a download, a git-LFS pointer, another
// kind of archive) with an error that says what to do.
//
// Text comes out as UTF-8 without a byte order mark. UTF-16 is read with or
// without its mark. Bytes that are not UTF-8 are read as Windows-1252, which
// is decided over the whole file, in bounded memory: as soon as a reading
// meets the first byte beyond ASCII, the file is scanned to its end. Where no
// sequence is invalid, the file is UTF-8. Where invalid bytes outnumber the
// valid sequences beyond ASCII, all of it is Windows-1252, so that a closing
// quote after a capital É, which by chance is a valid sequence, stays what it
// is. Otherwise pieces of both were joined: only the invalid bytes are read as
// Windows-1252. [File.Notes] says what was found and on which line.
//
// Lines end with LF, CRLF or a lone CR, as in Python.
package file
