// Package output writes result files so that they appear whole or not at all.
package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/periplus-data/periplus/data"
)

// File is a result to be written.
type File struct {
	Path string
	Data []byte
}

func (f File) write(w io.Writer) error {
	_, err := w.Write(f.Data)
	return err
}

// Write writes all files, or none of them: each goes to a temporary file in
// its folder first, and is renamed only when all are there. inputs names files
// that were read; a result that would replace one of them is an error, and so
// is one path given twice, a folder, or a folder that does not exist.
func Write(files []File, inputs ...string) error {
	if err := check(files, inputs); err != nil {
		return err
	}
	var b batch
	defer b.clean()
	for _, f := range files {
		if err := b.stage(f.Path, f.write); err != nil {
			return err
		}
	}
	return b.commit()
}

func check(files []File, inputs []string) error {
	var problems []error
	for i, f := range files {
		info, err := os.Stat(f.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			problems = append(problems, fmt.Errorf("cannot write %s: %w", f.Path, data.WithoutPath(err)))
			continue
		}
		if err == nil && !info.Mode().IsRegular() {
			problems = append(problems, fmt.Errorf("cannot write %s: it is not a file", f.Path))
			continue
		}
		for _, input := range inputs {
			if same(info, input) {
				problems = append(problems, fmt.Errorf("cannot write %s: it is an input; name another file", f.Path))
			}
		}
		for _, g := range files[:i] {
			if filepath.Clean(g.Path) == filepath.Clean(f.Path) || same(info, g.Path) {
				problems = append(problems, fmt.Errorf("%s is to be written twice; name each file once", f.Path))
			}
		}
	}
	return errors.Join(problems...)
}

func same(info fs.FileInfo, path string) bool {
	other, err := os.Stat(path)
	return err == nil && info != nil && os.SameFile(info, other)
}

// staged is a file that waits under a temporary name.
type staged struct{ temp, final, old string }

// batch is the files of one call.
type batch struct {
	files []staged
	done  int // how many have their final name
}

// stage writes a file under a temporary name beside its final one.
func (b *batch) stage(path string, write func(io.Writer) error) error {
	final := path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		final = real // a link stays a link
	}
	t, err := create(filepath.Dir(final))
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, data.WithoutPath(err))
	}
	b.files = append(b.files, staged{temp: t.Name(), final: final})
	disk := &diskWriter{w: t}
	failed := write(disk)
	if err = disk.err; err == nil && failed == nil {
		err = t.Sync()
	}
	if closing := t.Close(); err == nil {
		err = closing
	}
	if info, statErr := os.Stat(final); err == nil && statErr == nil {
		err = os.Chmod(t.Name(), info.Mode().Perm())
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, data.WithoutPath(err))
	}
	return failed // what write reads can fail as well
}

// diskWriter keeps the error of the disk apart from others.
type diskWriter struct {
	w   io.Writer
	err error
}

// Write is part of io.Writer.
func (d *diskWriter) Write(p []byte) (int, error) {
	n, err := d.w.Write(p)
	if err != nil && d.err == nil {
		d.err = err
	}
	return n, err
}

// create makes a new file with the permissions that any new file gets;
// os.CreateTemp would keep it from everybody else.
func create(dir string) (*os.File, error) {
	for {
		name := filepath.Join(dir, fmt.Sprintf(".periplus-%016x", rand.Uint64()))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// commit gives every file its final name; if one cannot have it, those before
// it go back to what they were.
func (b *batch) commit() error {
	for i := range b.files {
		f := &b.files[i]
		if _, err := os.Lstat(f.final); err == nil && len(b.files) > 1 {
			old := f.temp + ".old"
			if os.Link(f.final, old) == nil {
				f.old = old
			}
		}
		if err := os.Rename(f.temp, f.final); err != nil {
			b.undo()
			return fmt.Errorf("cannot write %s: %w", f.final, data.WithoutPath(err))
		}
		b.done++
	}
	return nil
}

func (b *batch) undo() {
	for _, f := range b.files[:b.done] {
		if f.old != "" {
			os.Rename(f.old, f.final)
		} else {
			os.Remove(f.final)
		}
	}
}

// clean removes what has no final name.
func (b *batch) clean() {
	for _, f := range b.files {
		os.Remove(f.temp)
		if f.old != "" {
			os.Remove(f.old)
		}
	}
}

// Stream writes one file that is too long to be held in memory: write fills a
// temporary file beside it, which gets the name when all is there. inputs are
// as for Write.
func Stream(path string, write func(io.Writer) error, inputs ...string) error {
	if err := check([]File{{Path: path}}, inputs); err != nil {
		return err
	}
	var b batch
	defer b.clean()
	if err := b.stage(path, write); err != nil {
		return err
	}
	return b.commit()
}
