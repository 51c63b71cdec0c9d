//go:build unix

package file

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Nobody writes to the pipe: opening it would wait for ever.
func TestOpen_Pipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skipf("no pipe can be made here: %v", err)
	}
	_, err := Open(path, Options{})
	if err == nil || !strings.Contains(err.Error(), "is a pipe, not a file that can be read twice; save its content to a file first") {
		t.Errorf("got %v", err)
	}
}
