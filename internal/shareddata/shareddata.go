// Package shareddata finds real files of data providers for tests. They stand
// outside the repository, since their terms do not allow to pass them on;
// tests that use them skip, saying so, where they are absent.
package shareddata

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Path returns the path of a file, named with slashes below the folder
// shared/data beside the repository. It skips the test where the folder is
// absent; a missing file in a folder that is there fails the test.
func Path(t testing.TB, name string) string {
	t.Helper()
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("the place of the source is not known")
	}
	folder := filepath.Join(filepath.Dir(here), "..", "..", "..", "shared", "data")
	if dir := os.Getenv("PERIPLUS_SHARED_DATA"); dir != "" {
		folder = dir
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the real file %s is not here: there is no folder %s", name, folder)
	}
	path := filepath.Join(folder, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the real file %s is missing: %v", name, err)
	}
	return path
}
