package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"
)

func TestClip(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{{"", 3, ""}, {"abc", 3, "abc"}, {"abcd", 3, "abc…"}, {"Việt Nam", 4, "Việt…"}, {"x", 0, "…"}, {"", 0, ""}} {
		if got := Clip(c.in, c.n); got != c.want {
			t.Errorf("%q to %d: got %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestWithoutPath(t *testing.T) {
	cause := errors.New("no such thing")
	for _, err := range []error{cause, &fs.PathError{Op: "open", Path: "secret", Err: cause}, fmt.Errorf("first: %w", &os.LinkError{Op: "rename", Old: "a", New: "b", Err: cause})} {
		if got := WithoutPath(err); got != cause {
			t.Errorf("%v: got %v", err, got)
		}
	}
	if WithoutPath(nil) != nil {
		t.Error("nil is an error")
	}
}
