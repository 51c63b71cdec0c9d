package data

import (
	"errors"
	"io/fs"
	"os"
)

// Clip shortens text of a file to at most n characters for a message; an
// ellipsis stands for what is left out. It looks at no more of the text than
// that.
func Clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}

// WithoutPath takes operation and path off an error of the file system, for a
// message that has named the file.
func WithoutPath(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
