package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// disk mounts a small file system in memory, which asks for root.
func disk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("cannot mount a small disk, which asks for root: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func TestWriteFolder_FullDisk(t *testing.T) {
	dir := disk(t, "size=256k")
	small := withManifest(map[string][]byte{"index.html": []byte("small")})
	large := withManifest(map[string][]byte{"index.html": []byte("large"), "charts/a.png": make([]byte, 1<<20)})
	for _, out := range []string{filepath.Join(dir, "out"), filepath.Join(dir, "a", "b", "out")} {
		before := listing(t, dir)
		err := writeFolder(out, large)
		if !strings.HasSuffix(said(err), ": no space left on device; what was there is unchanged") || strings.Contains(said(err), "\n") {
			t.Errorf("got %q", said(err))
		}
		if after := listing(t, dir); after != before {
			t.Errorf("left\n%s\nwas\n%s", after, before)
		}
		if err := writeFolder(out, small); err != nil {
			t.Fatal(err)
		}
		if err := writeFolder(out, large); err == nil {
			t.Error("a file of 1 MB fits on a disk of 256 kB")
		}
		isWhole(t, out)
		if left := entries(t, filepath.Dir(out)); len(left) > 2 || strings.HasPrefix(left[0], ".") {
			t.Errorf("left %v", left)
		}
		if err := os.RemoveAll(filepath.Join(dir, "a")); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWriteFolder_ReadOnlyDisk(t *testing.T) {
	dir := disk(t, "size=256k")
	small := withManifest(map[string][]byte{"index.html": []byte("small")})
	if err := writeFolder(filepath.Join(dir, "out"), small); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("", dir, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skip("cannot make the disk read-only: ", err)
	}
	for _, out := range []string{"out", "other", "a/b"} {
		err := writeFolder(filepath.Join(dir, out), small)
		if !strings.HasSuffix(said(err), ": read-only file system; what was there is unchanged") || strings.Contains(said(err), "\n") {
			t.Errorf("%s: got %q", out, said(err))
		}
	}
	isWhole(t, filepath.Join(dir, "out"))
}

func TestWriteFolder_MountPoint(t *testing.T) {
	dir := disk(t, "size=256k")
	err := writeFolder(dir, withManifest(map[string][]byte{"index.html": []byte("small")}))
	if !strings.Contains(said(err), "a disk of its own cannot be replaced; choose a folder in it") {
		t.Errorf("got %v", err)
	}
	if left := entries(t, filepath.Dir(dir)); len(left) != 1 || len(entries(t, dir)) > 0 {
		t.Errorf("left %v", left)
	}
}

func TestNew_FullDisk(t *testing.T) {
	dir := disk(t, "size=4k")
	if _, err := New(filepath.Join(dir, "a", "mine")); !strings.HasSuffix(said(err), ": no space left on device") {
		t.Errorf("got %v", err)
	}
	if left := entries(t, dir); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// A report on a disk that cannot be written to builds once its lock is there.
func TestBuild_ReadOnlyReport(t *testing.T) {
	dir := disk(t, "size=1m")
	put(t, dir, map[string]string{"report.md": lockedFrench[:len("---\ntitle: Commerce\n")] + "---\nNo number.\n"})
	out := filepath.Join(t.TempDir(), "out")
	readOnly := func(flag uintptr) {
		if err := unix.Mount("", dir, "", unix.MS_REMOUNT|flag, ""); err != nil {
			t.Skip("cannot make the disk read-only: ", err)
		}
	}
	build := func() error {
		in, err := OpenDir(dir)
		if err != nil {
			return err
		}
		defer in.Close()
		_, err = Build(in, Options{Out: out})
		return err
	}
	readOnly(unix.MS_RDONLY)
	if err := build(); !strings.HasSuffix(said(err), "report.lock: read-only file system; nothing was built") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("something was built")
	}
	readOnly(0)
	if err := build(); err != nil {
		t.Fatal(err)
	}
	readOnly(unix.MS_RDONLY)
	if err := build(); err != nil {
		t.Error(err)
	}
}
