package report

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"github.com/periplus-data/periplus/data"
)

// writeFolder replaces the folder out by files, whole or not at all. The new
// folder is written beside it and synced, then the two are swapped. What an
// interrupted build left beside it is cleaned up first.
//
// A folder with files that no manifest of ours lists is somebody's, and never
// replaced.
func writeFolder(out string, files map[string][]byte) error {
	target, err := resolve(out)
	if err != nil {
		return err
	}
	if err := checkNotWorking(target, out); err != nil {
		return err
	}
	parent := filepath.Dir(target)
	made := missing(parent)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		removeEmpty(made)
		return cannotWrite(out, err)
	}
	unlock, err := lockFolder(parent, out)
	if err != nil {
		return err
	}
	defer unlock()
	if err := recoverFolder(target); err != nil {
		return cannotWrite(out, err)
	}
	if err := checkOurs(target, out); err != nil {
		return err
	}
	if err := writeBeside(target, parent, files); err != nil {
		removeEmpty(made)
		return cannotWrite(out, err)
	}
	return nil
}

// writeBeside writes the files into a new folder in parent and swaps it with
// target. After an error nothing of it is left.
func writeBeside(target, parent string, files map[string][]byte) error {
	// The name is not fixed, so that two builds that know nothing of each other,
	// on two machines with one disk, cannot mix their files.
	fresh := filepath.Join(parent, beside(target, newMark)+strconv.FormatUint(rand.Uint64(), 36))
	if err := os.Mkdir(fresh, 0o755); err != nil {
		return err
	}
	err := writeFiles(fresh, files)
	if err == nil {
		err = swap(fresh, target, filepath.Join(parent, beside(target, oldMark)), exchange)
	}
	if err != nil {
		os.RemoveAll(fresh)
	}
	return err
}

// missing returns dir and the folders above it that do not exist, the deepest
// first.
func missing(dir string) []string {
	var out []string
	for {
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return out
		}
		out = append(out, dir)
		dir = filepath.Dir(dir)
	}
}

// removeEmpty removes folders that are empty.
func removeEmpty(dirs []string) {
	for _, dir := range dirs {
		os.Remove(dir)
	}
}

// checkNotWorking refuses the working folder and those above it: whoever works
// in a folder that is swapped away works in one that is gone.
func checkNotWorking(target, out string) error {
	working, err := os.Getwd()
	if err != nil {
		return nil
	}
	if real, err := filepath.EvalSymlinks(working); err == nil {
		working = real
	}
	if rel, err := filepath.Rel(target, working); err == nil && filepath.IsLocal(rel) {
		return fmt.Errorf("--out %s is the working folder or holds it, and would be replaced under you; choose a folder in it, as out", out)
	}
	return nil
}

func cannotWrite(out string, err error) error {
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		err = e.Err
	}
	hint := ""
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) {
		hint = " (a disk of its own cannot be replaced; choose a folder in it)"
	}
	return fmt.Errorf("cannot write %s: %w%s; what was there is unchanged", out, data.WithoutPath(err), hint)
}

// resolve returns the absolute folder that out names; a link is followed, so
// that the folder behind it is replaced and not the link.
func resolve(out string) (string, error) {
	abs, err := filepath.Abs(out)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	return abs, nil
}

// The folders next to a target that belong to its builds: those being written,
// and the one that two renames put aside.
const newMark, oldMark = "new-", "old"

// beside returns the name, or the beginning of the name, of such a folder.
func beside(target, mark string) string {
	return "." + filepath.Base(target) + ".periplus-" + mark
}

// patience is how long a build waits for another that writes beside it, which
// takes a fraction of a second.
var patience = 10 * time.Second

// lockFolder keeps two builds from writing into one folder at a time. What is
// locked is the folder that holds the output, so that no file of a lock is left
// behind; the system releases it when a process is killed. Where there is no
// lock to be had, as on Windows and on some network disks, the builds go on:
// each writes a folder of its own, and the last one stays.
func lockFolder(parent, out string) (func(), error) {
	l := flock.New(parent, flock.SetFlag(os.O_RDONLY))
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := l.TryLockContext(ctx, 10*time.Millisecond)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("another build is writing into the folder of %s; wait for it, or choose another folder with --out", out)
	}
	if err != nil {
		return func() {}, nil
	}
	return func() { l.Unlock() }, nil
}

// recoverFolder finishes or undoes what an interrupted build left.
func recoverFolder(target string) error {
	parent := filepath.Dir(target)
	old := filepath.Join(parent, beside(target, oldMark))
	if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(old); err == nil { // between two renames
			if err := os.Rename(old, target); err != nil {
				return err
			}
		}
	}
	entries, err := os.ReadDir(parent)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var problems []error
	for _, e := range entries {
		if e.Name() == beside(target, oldMark) || strings.HasPrefix(e.Name(), beside(target, newMark)) {
			problems = append(problems, os.RemoveAll(filepath.Join(parent, e.Name())))
		}
	}
	return errors.Join(problems...)
}

// checkOurs refuses a folder with a file that its manifest does not list.
func checkOurs(target, out string) error {
	info, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return cannotWrite(out, err)
	}
	if !info.IsDir() {
		return fmt.Errorf("--out %s is a file; choose a folder", out)
	}
	found, err := listFiles(target)
	if err != nil {
		return cannotWrite(out, err)
	}
	ours := map[string]bool{manifestName: true}
	if m, err := readManifest(target); err == nil {
		for _, f := range m.Outputs {
			ours[f.Path] = true
		}
	} else {
		ours = nil
	}
	foreign := slices.DeleteFunc(found, func(name string) bool { return ours[name] })
	if len(foreign) == 0 {
		return nil
	}
	more := ""
	if len(foreign) > 3 {
		more = fmt.Sprintf(" and %d more", len(foreign)-3)
		foreign = foreign[:3]
	}
	return fmt.Errorf("--out %s holds files that periplus did not write (%s%s); choose an empty or new folder", out, strings.Join(foreign, ", "), more)
}

// listFiles returns every file below a folder, sorted, with slashes.
func listFiles(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		out = append(out, filepath.ToSlash(rel))
		return err
	})
	slices.Sort(out)
	return out, err
}

func readManifest(dir string) (manifest, error) {
	var m manifest
	raw, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return m, err
	}
	if m.Periplus == "" || len(m.Outputs) == 0 {
		return m, errors.New("not a manifest of periplus")
	}
	return m, nil
}

// writeFiles makes a folder with files in it and syncs it to the disk.
func writeFiles(dir string, files map[string][]byte) error {
	folders := map[string]bool{dir: true}
	for name := range files {
		folders[filepath.Dir(filepath.Join(dir, filepath.FromSlash(name)))] = true
	}
	for folder := range folders {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	// A sync waits for the disk, not for the processor: together they take as
	// long as one.
	results := make(chan error)
	for name, content := range files {
		go func() {
			f, err := os.OpenFile(filepath.Join(dir, filepath.FromSlash(name)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			if err == nil {
				err = writeAndClose(f, content)
			}
			results <- err
		}()
	}
	var first error
	for range files {
		if err := <-results; err != nil && first == nil {
			first = err
		}
	}
	if first != nil {
		return first
	}
	for folder := range folders {
		syncFolder(folder)
	}
	return nil
}

// writeAndClose writes a file down to the disk.
func writeAndClose(f *os.File, content []byte) error {
	_, err := f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// syncFolder writes the names in a folder to the disk, where the system can.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync() // Windows refuses; the names are safe there all the same
		f.Close()
	}
}

// swap puts fresh in the place of target, in one step where the system can.
// What was there is removed; what cannot be is left to the next build, since
// the output is written.
func swap(fresh, target, old string, exchange func(a, b string) error) error {
	_, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		err = os.Rename(fresh, target)
		syncFolder(filepath.Dir(target))
		return err
	}
	if err := exchange(fresh, target); err == nil {
		syncFolder(filepath.Dir(target))
		os.RemoveAll(fresh)
		return nil
	}
	// Without an exchange there is a moment with no output; a build that is
	// stopped in it is finished by recoverFolder.
	if err := os.Rename(target, old); err != nil {
		return err
	}
	if err := os.Rename(fresh, target); err != nil {
		return errors.Join(err, os.Rename(old, target))
	}
	syncFolder(filepath.Dir(target))
	os.RemoveAll(old)
	return nil
}
